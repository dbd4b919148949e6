package dev.ghostwatch.client.command;

import java.util.Locale;

/**
 * Tells a single SELECT from other SQL. gh-ost runs a throttle query every second with its own
 * rights, whatever the text is: a DROP would be done as well.
 */
final class SingleSelect {
  private static final String UNFINISHED = "\u0000";

  private SingleSelect() {}

  /** Whether this is one SELECT that writes nothing, with or without a semicolon behind it. */
  static boolean is(String sql) {
    // Whether a backslash escapes in a string is a mode of the server.
    return isOne(sql, true) && isOne(sql, false);
  }

  private static boolean isOne(String sql, boolean backslashEscapes) {
    String bare = bare(sql, backslashEscapes).strip().toLowerCase(Locale.ROOT);
    if (bare.endsWith(";")) {
      bare = bare.substring(0, bare.length() - 1);
    }
    if (bare.contains(UNFINISHED) || bare.contains(";")) {
      return false;
    }
    String[] words = bare.replace('(', ' ').strip().split("[^\\p{Alnum}_$\u0080-\uffff]+", -1);
    for (String word : words) {
      // INTO writes a file or a variable.
      if (word.equals("into")) {
        return false;
      }
    }
    return words[0].equals("select");
  }

  /** The SQL with a digit for each string or quoted name, and a blank for each comment. */
  private static String bare(String sql, boolean backslashEscapes) {
    StringBuilder bare = new StringBuilder(sql.length());
    int at = 0;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '\'' || c == '"' || c == '`') {
        at = behindQuoted(sql, at, backslashEscapes && c != '`');
        bare.append(at < 0 ? UNFINISHED : " 0 ");
      } else if (sql.startsWith("/*", at)) {
        // The server runs what stands in these two: /*! and /*M!.
        boolean runs = sql.startsWith("!", at + 2) || sql.startsWith("M!", at + 2);
        int end = sql.indexOf("*/", at + 2);
        at = end < 0 || runs ? -1 : end + 2;
        bare.append(at < 0 ? UNFINISHED : " ");
      } else if (c == '#' || isDashes(sql, at)) {
        // A comment to the end of the line, and there is one line only.
        return bare.toString();
      } else {
        bare.append(c);
        at++;
      }
      if (at < 0) {
        return bare.toString();
      }
    }
    return bare.toString();
  }

  private static boolean isDashes(String sql, int at) {
    return sql.startsWith("--", at)
        && (at + 2 == sql.length() || Character.isWhitespace(sql.charAt(at + 2)));
  }

  /** Where a string or a quoted name ends, behind its quote; -1 when it does not end. */
  private static int behindQuoted(String sql, int start, boolean backslashEscapes) {
    char quote = sql.charAt(start);
    for (int i = start + 1; i < sql.length(); i++) {
      if (sql.charAt(i) == '\\' && backslashEscapes) {
        i++;
      } else if (sql.charAt(i) == quote) {
        if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
          i++;
        } else {
          return i + 1;
        }
      }
    }
    return -1;
  }
}
