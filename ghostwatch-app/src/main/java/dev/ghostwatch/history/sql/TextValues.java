package dev.ghostwatch.history.sql;

import dev.ghostwatch.model.Phrase;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Lists and maps of texts in one column, as JSON. */
final class TextValues {
  private static final JsonFactory JSON = new JsonFactory();

  private TextValues() {}

  static @Nullable String write(List<String> values) {
    if (values.isEmpty()) {
      return null;
    }
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartArray();
      values.forEach(json::writeString);
      json.writeEndArray();
    }
    return out.toString();
  }

  static @Nullable String write(Map<String, String> values) {
    if (values.isEmpty()) {
      return null;
    }
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      new TreeMap<>(values).forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    return out.toString();
  }

  /** A phrase as its key and what is filled in. */
  static String write(Phrase phrase) {
    List<String> parts = new ArrayList<>(List.of(phrase.key()));
    parts.addAll(phrase.arguments());
    return String.valueOf(write(parts));
  }

  static Phrase phrase(@Nullable String text) {
    List<String> parts = list(text);
    return parts.isEmpty()
        ? new Phrase("", List.of())
        : new Phrase(parts.getFirst(), parts.subList(1, parts.size()));
  }

  static List<String> list(@Nullable String text) {
    List<String> values = new ArrayList<>();
    if (text != null) {
      try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
        while (json.nextToken() != null) {
          if (json.currentToken() == JsonToken.VALUE_STRING) {
            values.add(json.getString());
          }
        }
      }
    }
    return values;
  }

  static Map<String, String> map(@Nullable String text) {
    Map<String, String> values = new TreeMap<>();
    if (text != null) {
      try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
        String name = "";
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
          if (token == JsonToken.PROPERTY_NAME) {
            name = json.getString();
          } else if (token == JsonToken.VALUE_STRING) {
            values.put(name, json.getString());
          }
        }
      }
    }
    return values;
  }
}
