package dev.ghostwatch.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A small JSON document as a tree of maps, lists, texts, numbers and truth values, read without
 * data binding, which starts too slowly for a command line.
 */
public final class JsonTree {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int DEEPEST = 50;

  private JsonTree() {}

  /** A text is no JSON document of the wanted kind. */
  public static final class BadJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong with it. */
    public BadJsonException(String message) {
      super(message);
    }
  }

  /** An object; a name that stands twice has its last value. */
  public static Map<String, @Nullable Object> object(String text) throws BadJsonException {
    if (read(text) instanceof Map<?, ?> map) {
      return named(map);
    }
    throw new BadJsonException("it is no object");
  }

  /** An array of objects. */
  public static List<Map<String, @Nullable Object>> objects(String text) throws BadJsonException {
    if (!(read(text) instanceof List<?> list)) {
      throw new BadJsonException("it is no array");
    }
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof Map<?, ?> map)) {
        throw new BadJsonException("an element of the array is no object");
      }
      objects.add(named(map));
    }
    return objects;
  }

  private static Map<String, @Nullable Object> named(Map<?, ?> map) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    map.forEach((name, value) -> named.put(String.valueOf(name), value));
    return named;
  }

  private static @Nullable Object read(String text) throws BadJsonException {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      Object value = value(parser, 0);
      if (parser.nextToken() != null) {
        throw new BadJsonException("something follows the document");
      }
      return value;
    } catch (JacksonException e) {
      throw new BadJsonException(Objects.requireNonNullElse(e.getOriginalMessage(), "unreadable"));
    }
  }

  private static @Nullable Object value(JsonParser parser, int depth) throws BadJsonException {
    if (depth > DEEPEST) {
      throw new BadJsonException("it is nested too deeply");
    }
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new BadJsonException("it is empty");
    }
    return switch (token) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
          parser.nextToken();
          map.put(name, value(parser, depth + 1));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser, depth + 1));
        }
        yield list;
      }
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new BadJsonException("it ends too early");
    };
  }
}
