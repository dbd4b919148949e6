package dev.ghostwatch.client.command;

import dev.ghostwatch.client.command.Answer.Acknowledged;
import dev.ghostwatch.client.command.Answer.Empty;
import dev.ghostwatch.client.command.Answer.Help;
import dev.ghostwatch.client.command.Answer.Rejected;
import dev.ghostwatch.client.command.Answer.Status;
import dev.ghostwatch.client.command.Answer.Unrecognised;
import dev.ghostwatch.client.command.Answer.Value;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.LoadThresholds;
import dev.ghostwatch.client.value.Numbers;
import org.jspecify.annotations.Nullable;

/** Sorts replies by their text; the command only decides between a value and something unknown. */
final class AnswerParser {

  private AnswerParser() {}

  static Answer parse(String commandLine, String reply) {
    if (reply.isEmpty()) {
      return new Empty();
    }
    String text = reply.stripTrailing();
    RejectionKind rejection = rejection(text);
    if (rejection != null) {
      return new Rejected(rejection, text);
    }
    if (text.startsWith("available commands:")) {
      return new Help(Capabilities.parse(reply));
    }
    StatusReply status = StatusReply.parse(reply);
    if (status.line() != null || status.hints() != null) {
      return new Status(status);
    }
    String name = name(commandLine);
    if (text.startsWith("user commanded 'panic'. ")
        || text.startsWith("User commanded 'panic'. ")) {
      return new Acknowledged(text);
    }
    if (asksForValue(name, commandLine)) {
      return isPlausible(name, text) ? new Value(text) : new Rejected(RejectionKind.OTHER, text);
    }
    return name.equals("help") ? new Help(Capabilities.parse(reply)) : new Unrecognised(text);
  }

  private static String name(String commandLine) {
    int equals = commandLine.indexOf('=');
    return (equals < 0 ? commandLine : commandLine.substring(0, equals)).strip();
  }

  private static boolean asksForValue(String name, String commandLine) {
    return switch (name) {
      case "coordinates", "applier", "inspector", "cpu-profile" -> true;
      default -> Setting.byName(name) != null && commandLine.strip().endsWith("=?");
    };
  }

  /** A figure that is no figure is the error of a hook or of something unknown. */
  private static boolean isPlausible(String name, String text) {
    Setting setting = Setting.byName(name);
    return setting == null
        || switch (setting.form()) {
          case COUNT -> Numbers.parseLong(text, 0, text.length()) != null;
          case RATIO -> isNumber(text);
          case LOAD -> LoadThresholds.parse(text) != null;
          case QUERY, URL, REPLICAS -> true;
        };
  }

  /** Go prints a ratio such as 0.00001 as 1e-05. */
  private static boolean isNumber(String text) {
    int exponent = text.indexOf('e');
    int end = exponent < 0 ? text.length() : exponent;
    return Numbers.parseDecimal(text, 0, end) != null;
  }

  private static @Nullable RejectionKind rejection(String text) {
    if (text.startsWith("Unknown command:") || text.startsWith("unknown command:")) {
      return RejectionKind.UNKNOWN_COMMAND;
    }
    if (text.startsWith("User commanded '") || text.startsWith("user commanded '")) {
      if (text.contains(", but migrated table is ")) {
        return RejectionKind.WRONG_TABLE;
      }
      return text.contains("' without specifying ") ? RejectionKind.MISSING_ARGUMENT : null;
    }
    if (text.startsWith("strconv.")
        || text.startsWith("Error parsing ")
        || text.startsWith("error parsing ")
        || text.startsWith("time: invalid duration ")) {
      return RejectionKind.INVALID_VALUE;
    }
    if (text.startsWith("You may only invoke this when gh-ost is actively postponing")) {
      return RejectionKind.NOT_POSTPONING;
    }
    if (text.startsWith("replication-lag-query is deprecated")) {
      return RejectionKind.DEPRECATED;
    }
    // A failing hook makes every command fail; this is how Go words the end of a process.
    boolean hookFailed =
        text.startsWith("exit status ")
            || text.startsWith("signal: ")
            || text.startsWith("fork/exec ");
    return hookFailed || text.equals("coordinates are read-only") ? RejectionKind.OTHER : null;
  }
}
