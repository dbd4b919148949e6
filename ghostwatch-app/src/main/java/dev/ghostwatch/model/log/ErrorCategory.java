package dev.ghostwatch.model.log;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What kind of thing an error is about. */
public enum ErrorCategory {
  CONNECTION,
  PERMISSION,
  SPACE,
  LOCK,
  SCHEMA,
  BINLOG,
  CRITICAL_LOAD,
  DATA,
  SOCKET,
  USAGE,
  OTHER;

  /** The name in JSON documents. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The category with this name, or null. */
  public static @Nullable ErrorCategory byName(String name) {
    for (ErrorCategory category : values()) {
      if (category.jsonName().equals(name)) {
        return category;
      }
    }
    return null;
  }
}
