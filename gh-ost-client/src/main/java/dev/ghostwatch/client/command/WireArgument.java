package dev.ghostwatch.client.command;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Puts an argument into a command line so that gh-ost reads exactly it.
 *
 * <p>gh-ost takes one line, cuts it at the first {@code =}, trims white space and, when the rest is
 * a string literal of the Go language, takes what that literal means.
 */
final class WireArgument {

  private WireArgument() {}

  static void checkTableName(String command, String table) {
    if (table.isBlank()) {
      throw new UnsendableCommandException(Refusal.of(Refusal.Kind.BLANK_TABLE_NAME, command));
    }
    check(command, table);
  }

  static void check(String command, String argument) {
    Refusal problem = problem(command, argument);
    if (problem != null) {
      throw new UnsendableCommandException(problem);
    }
  }

  /** Why the argument cannot be sent with this command, or null when it can. */
  static @Nullable Refusal problem(String command, String argument) {
    String shown = Texts.shown(argument);
    for (int i = 0; i < argument.length(); i++) {
      char c = argument.charAt(i);
      if (c == '\n' || c == '\r' || c == 0) {
        return Refusal.of(Refusal.Kind.LINE_BREAK, shown);
      }
    }
    if (isBrokenUnicode(argument)) {
      return Refusal.of(Refusal.Kind.BROKEN_UNICODE, shown);
    }
    if (argument.strip().equals("?") || argument.equals("\"?\"")) {
      return Refusal.of(Refusal.Kind.QUESTION_MARK, shown);
    }
    int bytes = (command + "=" + encode(argument) + "\n").getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Command.LONGEST_LINE_BYTES) {
      return Refusal.of(
          Refusal.Kind.LINE_TOO_LONG,
          shown,
          Integer.toString(bytes),
          Integer.toString(Command.LONGEST_LINE_BYTES));
    }
    return null;
  }

  private static boolean isBrokenUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The argument as it stands in the line: itself, or between double quotes when gh-ost would
   * otherwise trim or unquote it.
   */
  static String encode(String argument) {
    if (argument.isEmpty() || (!isTrimmedByGhost(argument) && !looksQuoted(argument))) {
      return argument;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < argument.length(); i++) {
      char c = argument.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.append('"').toString();
  }

  private static boolean isTrimmedByGhost(String argument) {
    return isSpace(argument.charAt(0)) || isSpace(argument.charAt(argument.length() - 1));
  }

  /** White space as Go's {@code unicode.IsSpace} sees it. */
  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  private static boolean looksQuoted(String argument) {
    char first = argument.charAt(0);
    return argument.length() >= 2
        && (first == '"' || first == '\'' || first == '`')
        && argument.charAt(argument.length() - 1) == first;
  }
}
