package dev.ghostwatch.alert.store;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A map of texts in one column, as JSON. */
public final class TextMap {
  private static final JsonFactory JSON = new JsonFactory();

  private TextMap() {}

  /** The map as JSON, sorted by name. */
  public static String write(Map<String, String> values) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      new TreeMap<>(values).forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    return out.toString();
  }

  /** What {@link #write} wrote. */
  public static Map<String, String> read(String text) {
    Map<String, String> values = new LinkedHashMap<>();
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
    return values;
  }
}
