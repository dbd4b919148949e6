package dev.ghostwatch.client.command;

import dev.ghostwatch.client.value.Printable;
import org.jspecify.annotations.Nullable;

/** Puts text from outside into messages for people, and words refusals. */
final class Texts {

  private static final int LONGEST_SHOWN = 80;

  private Texts() {}

  /** The text between single quotes, short, and without anything a terminal would obey. */
  static String shown(String text) {
    if (text.length() <= LONGEST_SHOWN) {
      return "'" + Printable.text(text) + "'";
    }
    int end =
        Character.isHighSurrogate(text.charAt(LONGEST_SHOWN - 1))
            ? LONGEST_SHOWN - 1
            : LONGEST_SHOWN;
    return "'" + Printable.text(text.substring(0, end)) + "…'";
  }

  /** Why a text that begins with neither a question nor a setting is not sent. */
  static String refusal(String name, @Nullable String argument) {
    return switch (name) {
      case "throttle", "pause", "suspend" -> changes(name, "ghostwatch throttle");
      case "no-throttle", "unthrottle", "resume", "continue" -> changes(name, "ghostwatch resume");
      case "unpostpone", "no-postpone", "cut-over" -> changes(name, "ghostwatch cut-over");
      case "postpone-cut-over-flag-file" -> changes(name, "ghostwatch postpone");
      case "panic" -> changes(name, "ghostwatch panic");
      case "cpu-profile" ->
          "'cpu-profile' makes gh-ost profile itself for 30 seconds: it is not a reading command.";
      case "replication-lag-query" -> changes(name, "ghostwatch set");
      case "" ->
          "Nothing to ask. Reading commands are status, sup, help, coordinates, applier, inspector and NAME=?.";
      default ->
          argument != null && Question.byName(name) != null
              ? shown(name) + " takes no argument."
              : shown(name)
                  + " is not a reading command of gh-ost. Those are status, sup, help, coordinates, applier, inspector and NAME=?.";
    };
  }

  private static String changes(String name, String instead) {
    return "'"
        + name
        + "' changes the migration, also with '=?' on some releases. Use '"
        + instead
        + "'.";
  }
}
