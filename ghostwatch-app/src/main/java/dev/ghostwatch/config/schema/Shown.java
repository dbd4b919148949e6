package dev.ghostwatch.config.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An effective value as it may be shown: with defaults, without secrets. */
public sealed interface Shown {
  /** What stands in the place of a secret. */
  String MASK = "<secret>";

  /** No value. */
  Shown NOTHING = new Nothing();

  /** How a single value is written in JSON. */
  enum Type {
    TEXT,
    NUMBER,
    BOOLEAN
  }

  /** A key that is not set. */
  record Nothing() implements Shown {}

  /** A single value, as it would be written in the file. */
  record Single(String text, Type type) implements Shown {}

  /** A list. */
  record Items(List<Shown> items) implements Shown {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** Keys with their values, in the order of the reference page. */
  record Fields(Map<String, Shown> fields) implements Shown {
    public Fields {
      fields = new LinkedHashMap<>(fields);
    }
  }
}
