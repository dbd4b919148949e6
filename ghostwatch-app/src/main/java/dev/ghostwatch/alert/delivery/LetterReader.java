package dev.ghostwatch.alert.delivery;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.AlertText;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.text.Language;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads what {@link LetterFormat} wrote, with the streaming parser alone: the library that reads
 * trees would take 5 MB of the agent's memory from its first alert on.
 */
final class LetterReader {
  private static final JsonFactory JSON = new JsonFactory();

  private LetterReader() {}

  static Letter read(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> groupLabels = new LinkedHashMap<>();
    Map<String, String> commonLabels = new LinkedHashMap<>();
    List<Alert> alerts = new ArrayList<>();
    List<String> migrations = new ArrayList<>();
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), text)) {
      in.nextToken();
      fields(
          in,
          name -> {
            switch (name) {
              case "groupLabels" -> texts(in, groupLabels);
              case "commonLabels" -> texts(in, commonLabels);
              case "migrations" -> elements(in, () -> migrations.add(copy(in)));
              case "alerts" -> elements(in, () -> alerts.add(alert(in)));
              default -> text(in, name, values);
            }
          });
    }
    Notification notification =
        new Notification(
            value(values, "id"),
            value(values, "receiver"),
            value(values, "groupKey"),
            Labels.of(groupLabels),
            Labels.of(commonLabels),
            alerts,
            time(value(values, "at")));
    return new Letter(notification, migrations);
  }

  private static Alert alert(JsonParser in) {
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> labels = new LinkedHashMap<>();
    Map<String, String> annotations = new LinkedHashMap<>();
    Map<Language, AlertText> texts = new EnumMap<>(Language.class);
    fields(
        in,
        name -> {
          switch (name) {
            case "labels" -> texts(in, labels);
            case "annotations" -> texts(in, annotations);
            case "texts" -> fields(in, code -> alertText(in, code, texts));
            default -> text(in, name, values);
          }
        });
    String endsAt = values.get("endsAt");
    return new Alert(
        Labels.of(labels),
        Severity.valueOf(value(values, "severity").toUpperCase(Locale.ROOT)),
        texts,
        annotations,
        time(value(values, "startsAt")),
        endsAt == null ? null : time(endsAt),
        time(value(values, "updatedAt")),
        null);
  }

  /** In a language that this program no longer speaks it is left out. */
  private static void alertText(JsonParser in, String code, Map<Language, AlertText> texts) {
    Map<String, String> values = new LinkedHashMap<>();
    texts(in, values);
    Language language = Language.byCode(code);
    if (language != null) {
      texts.put(language, new AlertText(value(values, "title"), value(values, "message")));
    }
  }

  /** Hands over the name of each field of an object; the parser is at its value then. */
  private static void fields(JsonParser in, Consumer<String> field) {
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = in.currentName();
      in.nextToken();
      field.accept(name);
    }
  }

  private static void elements(JsonParser in, Runnable element) {
    while (in.nextToken() != JsonToken.END_ARRAY) {
      element.run();
    }
  }

  private static void texts(JsonParser in, Map<String, String> values) {
    fields(in, name -> text(in, name, values));
  }

  /** A text or a number; null is left out, and so is what a later version may have added. */
  private static void text(JsonParser in, String name, Map<String, String> values) {
    if (in.currentToken().isStructStart()) {
      in.skipChildren();
    } else if (in.currentToken() != JsonToken.VALUE_NULL) {
      values.put(name, in.getString());
    }
  }

  /** A document is passed on as it is. */
  private static String copy(JsonParser in) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      out.copyCurrentStructure(in);
    }
    return text.toString();
  }

  private static String value(Map<String, String> values, String name) {
    @Nullable String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("a notification of the outbox lacks " + name);
    }
    return value;
  }

  private static Instant time(String epochMillis) {
    return Instant.ofEpochMilli(Long.parseLong(epochMillis));
  }
}
