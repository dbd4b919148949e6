package dev.ghostwatch.document;

import dev.ghostwatch.model.UtcTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the parts of a document in the contract's conventions: unknown is null, times are RFC 3339
 * in UTC with milliseconds. A thin cover over Jackson's streaming generator, which starts in a few
 * milliseconds where data binding takes tens (docs/decisions/0003-streaming-json.md).
 */
public final class Json {
  private static final JsonFactory PARSERS = new JsonFactory();

  private final JsonGenerator out;

  Json(JsonGenerator out) {
    this.out = out;
  }

  /** {@code name} holds an object whose fields {@code body} writes. */
  public void object(String name, Runnable body) {
    out.writeName(name);
    object(body);
  }

  /** An object, as an element of an array or as the whole document. */
  public void object(Runnable body) {
    out.writeStartObject();
    body.run();
    out.writeEndObject();
  }

  /** {@code name} holds an object, or null when there is no value. */
  public <T> void objectOrNull(String name, @Nullable T value, Consumer<T> body) {
    out.writeName(name);
    if (value == null) {
      out.writeNull();
    } else {
      object(() -> body.accept(value));
    }
  }

  public <T> void array(String name, Collection<T> values, Consumer<T> element) {
    out.writeName(name);
    array(values, element);
  }

  /** {@code name} holds an array, or null when there is none: not known is not empty. */
  public <T> void arrayOrNull(String name, @Nullable Collection<T> values, Consumer<T> element) {
    out.writeName(name);
    if (values == null) {
      out.writeNull();
    } else {
      array(values, element);
    }
  }

  /** {@code name} holds an array whose elements {@code body} writes, however many they are. */
  public void arrayOf(String name, Runnable body) {
    out.writeName(name);
    out.writeStartArray();
    body.run();
    out.writeEndArray();
  }

  <T> void array(Collection<T> values, Consumer<T> element) {
    out.writeStartArray();
    values.forEach(element);
    out.writeEndArray();
  }

  public void text(String name, @Nullable String value) {
    out.writeName(name);
    if (value == null) {
      out.writeNull();
    } else {
      out.writeString(value);
    }
  }

  /** A text as an element of an array. */
  public void element(String value) {
    out.writeString(value);
  }

  /** A decimal as an element of an array; a whole one is written as such. */
  public void element(@Nullable Double value) {
    if (value == null || !Double.isFinite(value)) {
      out.writeNull();
    } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      out.writeNumber(value.longValue());
    } else {
      out.writeNumber(value);
    }
  }

  /** An array as an element of an array; {@code body} writes what is in it. */
  public void elements(Runnable body) {
    out.writeStartArray();
    body.run();
    out.writeEndArray();
  }

  public void texts(String name, @Nullable Collection<String> values) {
    if (values == null) {
      text(name, null);
    } else {
      array(name, values, out::writeString);
    }
  }

  public void number(String name, @Nullable Long value) {
    out.writeName(name);
    if (value == null) {
      out.writeNull();
    } else {
      out.writeNumber(value);
    }
  }

  /** A decimal; what is not a finite number has no JSON form and is null. */
  public void decimal(String name, @Nullable Double value) {
    out.writeName(name);
    if (value == null || !Double.isFinite(value)) {
      out.writeNull();
    } else {
      out.writeNumber(value);
    }
  }

  public void flag(String name, @Nullable Boolean value) {
    out.writeName(name);
    if (value == null) {
      out.writeNull();
    } else {
      out.writeBoolean(value);
    }
  }

  public void time(String name, @Nullable Instant value) {
    text(name, value == null ? null : UtcTime.rfc3339(value));
  }

  /** All fields of an object that was read with {@link JsonTree}. */
  public void fieldsOf(Map<String, @Nullable Object> object) {
    object.forEach((name, value) -> {
      out.writeName(name);
      value(value);
    });
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case null -> out.writeNull();
      case String text -> out.writeString(text);
      case BigDecimal number -> out.writeNumber(number);
      case Boolean flag -> out.writeBoolean(flag);
      case Map<?, ?> map -> {
        out.writeStartObject();
        map.forEach((name, inner) -> {
          out.writeName(String.valueOf(name));
          value(inner);
        });
        out.writeEndObject();
      }
      case List<?> list -> {
        out.writeStartArray();
        list.forEach(this::value);
        out.writeEndArray();
      }
      default -> throw new IllegalArgumentException("BUG: no JSON value: " + value.getClass());
    }
  }

  /** {@code name} holds an object of texts. */
  public void textsByName(String name, Map<String, String> values) {
    object(name, () -> values.forEach(this::text));
  }

  /** {@code name} holds a value that is given as JSON text. */
  public void raw(String name, String value) {
    out.writeName(name);
    try (JsonParser parser = PARSERS.createParser(ObjectReadContext.empty(), value)) {
      parser.nextToken();
      out.copyCurrentStructure(parser);
    }
  }

  /** All fields of an object that is given as JSON text. */
  public void fieldsOf(String object) {
    try (JsonParser parser = PARSERS.createParser(ObjectReadContext.empty(), object)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        out.copyCurrentStructure(parser);
      }
    }
  }
}
