package dev.ghostwatch.client.status;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the lines of a text into hints, status lines, lines of the bracketed dialect, and others.
 */
final class StatusReplyParser {

  /**
   * Characters of the longest hint line with names: two databases and two tables of 64, and the
   * words between them.
   */
  private static final int LONGEST_NAMES_LINE = 400;

  private static final int LONGEST_QUERY = 4_096;

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
      int end = HintsParser.isQuery(current) ? queryEnd(from, to) : to;
      hints.add(end == to ? current : text.substring(from, end));
      return end + 1;
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

  /**
   * Where the line with the names ends: a name may contain line breaks. The right end is followed
   * by the line with the hosts; without that line (a text may be cut short, or mixed with a log) it
   * is the first at which there are two names.
   */
  private int namesEnd(int from, int to) {
    int first = -1;
    int end = to;
    while (end - from < LONGEST_NAMES_LINE) {
      MigratedNames names = MigratedNames.parse(text.substring(from, end));
      if (names != null && (end == to || names.ghostBelongsToTable())) {
        if (text.startsWith("# Migrating ", end + 1)) {
          return end;
        }
        first = first < 0 ? end : first;
      }
      if (end >= text.length()) {
        break;
      }
      end = lineEnd(end + 1);
    }
    return first < 0 ? to : first;
  }

  /**
   * Where a query that may have several lines ends: before the next hint line. Between log lines
   * there are none.
   */
  private int queryEnd(int from, int to) {
    int end = to;
    while (end < text.length() && end - from < LONGEST_QUERY) {
      if (text.startsWith("# ", end + 1)) {
        return end;
      }
      int next = lineEnd(end + 1);
      String line = text.substring(end + 1, next);
      if (LogPrefix.isLogLine(line) || StatusLine.parse(line) != null) {
        return to;
      }
      end = next;
    }
    return to;
  }
}
