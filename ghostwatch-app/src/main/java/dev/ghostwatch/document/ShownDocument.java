package dev.ghostwatch.document;

import dev.ghostwatch.config.schema.Shown;
import java.util.Map;

/** Writes a configuration as it may be shown; the keys are those of the file. */
public final class ShownDocument {
  private ShownDocument() {}

  /** Writes the fields of a configuration into the object that is open. */
  public static void write(Json json, Shown shown) {
    if (shown instanceof Shown.Fields(Map<String, Shown> fields)) {
      fields.forEach((name, value) -> field(json, name, value));
    } else {
      throw new IllegalArgumentException("BUG: a configuration is not " + shown);
    }
  }

  private static void field(Json json, String name, Shown value) {
    switch (value) {
      case Shown.Nothing _ -> json.text(name, null);
      case Shown.Single(String text, Shown.Type type) -> {
        switch (type) {
          case TEXT -> json.text(name, text);
          case NUMBER -> json.number(name, Long.valueOf(text));
          case BOOLEAN -> json.flag(name, Boolean.valueOf(text));
        }
      }
      case Shown.Items(var items) -> json.array(name, items, item -> element(json, item));
      case Shown.Fields _ -> json.object(name, () -> write(json, value));
    }
  }

  private static void element(Json json, Shown item) {
    switch (item) {
      case Shown.Single(String text, _) -> json.element(text);
      case Shown.Fields _ -> json.object(() -> write(json, item));
      case Shown.Nothing _, Shown.Items _ ->
          throw new IllegalArgumentException("BUG: an element of a list is not " + item);
    }
  }
}
