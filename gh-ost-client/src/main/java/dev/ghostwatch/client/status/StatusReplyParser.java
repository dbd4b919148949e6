package dev.ghostwatch.client.status;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the lines of a text into hints, status lines, lines of the bracketed dialect, and others.
 */
final class StatusReplyParser {

  /**
   * Longest hint line with names; two databases and two tables of 64 characters fit several times.
   */
  private static final int LONGEST_NAMES_LINE = 2_000;

  private final String text;
  private final List<String> otherLines = new ArrayList<>();
  private final BracketedDialect dialect = new BracketedDialect();
  private HintsParser hints = new HintsParser();
  private @Nullable StatusLine line;

  StatusReplyParser(String text) {
    this.text = text;
  }

  StatusReply parse() {
    int position = 0;
    while (position < text.length()) {
      int end = lineEnd(position);
      position = read(position, end);
    }
    return new StatusReply(text, hints.build(), line, otherLines);
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /** Reads the line, perhaps with some that follow, and returns where the next one begins. */
  private int read(int from, int to) {
    String current = text.substring(from, to > from && text.charAt(to - 1) == '\r' ? to - 1 : to);
    if (current.isBlank()) {
      return to + 1;
    }
    if (HintsParser.beginsBlock(current)) {
      hints = new HintsParser();
      int end = namesEnd(from, to);
      hints.add(text.substring(from, end).stripTrailing());
      return end + 1;
    }
    if (HintsParser.isHint(current)) {
      hints.add(current);
      return to + 1;
    }
    StatusLine parsed = StatusLine.parse(current);
    if (parsed != null) {
      line = parsed;
      dialect.reset();
    } else if (dialect.read(current)) {
      StatusLine fromDialect = dialect.line();
      line = fromDialect == null ? line : fromDialect;
    } else {
      otherLines.add(current);
    }
    return to + 1;
  }

  /** Where the line with the names ends: a name may contain line breaks. */
  private int namesEnd(int from, int to) {
    int end = to;
    while (end - from < LONGEST_NAMES_LINE) {
      if (MigratedNames.parse(text.substring(from, end)) != null) {
        return end;
      }
      if (end >= text.length() || text.startsWith("# ", end + 1)) {
        break;
      }
      end = lineEnd(end + 1);
    }
    return to;
  }
}
