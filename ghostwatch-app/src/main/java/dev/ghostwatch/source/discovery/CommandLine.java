package dev.ghostwatch.source.discovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * gh-ost's arguments, read the way gh-ost reads them: one or two dashes, {@code =value} or the next
 * word as the value, boolean flags without one, the last of several wins, and everything after
 * {@code --} or after the first word that is no flag is ignored. Values are unmasked: this never
 * leaves the package.
 */
record CommandLine(Map<String, String> flags) {

  /** Reads the arguments, the executable first. */
  static CommandLine parse(List<String> arguments) {
    Map<String, String> flags = new LinkedHashMap<>();
    int next = 1;
    while (next < arguments.size()) {
      String argument = arguments.get(next++);
      if (argument.length() < 2 || argument.charAt(0) != '-' || argument.equals("--")) {
        break;
      }
      String flag = argument.substring(argument.charAt(1) == '-' ? 2 : 1);
      int equals = flag.indexOf('=');
      if (equals > 0) {
        put(flags, flag.substring(0, equals), flag.substring(equals + 1));
      } else if (GhostFlags.isBoolean(flag)) {
        put(flags, flag, "true");
      } else if (next < arguments.size()
          && (GhostFlags.takesValue(flag) || !arguments.get(next).startsWith("-"))) {
        put(flags, flag, arguments.get(next++));
      } else {
        // A flag of a release not known here, followed by another flag: most likely a boolean one.
        put(flags, flag, "true");
      }
    }
    return new CommandLine(flags);
  }

  private static void put(Map<String, String> flags, String name, String value) {
    // The one flag that gathers its values; a tag may hold no comma, so the list stays readable.
    if (name.equals("statsd-tags")) {
      String before = flags.get(name);
      flags.put(name, before == null ? value : before + "," + value);
    } else {
      flags.put(name, value);
    }
  }

  /** The value of a flag; null when it is not given or empty. */
  @Nullable String value(String flag) {
    String value = flags.get(flag);
    return value == null || value.isEmpty() ? null : value;
  }

  boolean has(String flag) {
    return flags.containsKey(flag);
  }

  boolean isTrue(String flag) {
    return switch (flags.getOrDefault(flag, "false")) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      // Anything else is false, or makes gh-ost end at once.
      default -> false;
    };
  }

  /**
   * A number as gh-ost reads it ({@code 0x} and a leading {@code 0} have their meaning); null when
   * it is none.
   */
  @Nullable Long number(String flag) {
    String value = value(flag);
    if (value == null) {
      return null;
    }
    try {
      return Long.decode(value);
    } catch (NumberFormatException _) {
      // gh-ost ends with a usage error on it, so there is no number to tell of.
      return null;
    }
  }

  /** Whether this run only prints something and ends, and so migrates nothing. */
  boolean isQuestion() {
    return isTrue("help") || isTrue("h") || isTrue("version") || isTrue("check-flag");
  }

  boolean hasPassword() {
    return value("password") != null || value("master-password") != null;
  }

  Map<String, String> maskedFlags() {
    Map<String, String> masked = new LinkedHashMap<>();
    for (Map.Entry<String, String> flag : flags.entrySet()) {
      masked.put(flag.getKey(), ArgumentMask.maskValue(flag.getKey(), flag.getValue()));
    }
    return masked;
  }
}
