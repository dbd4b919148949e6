package dev.ghostwatch.source.discovery;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The table that an {@code ALTER TABLE db.tbl …} statement names, as gh-ost understands it: names
 * in back-ticks end at the next back-tick, bare ones at the next white space, and the last dot of a
 * bare name divides it.
 *
 * @param schema null when the statement names none
 * @param table null when the statement is only the part behind {@code ALTER TABLE tbl}
 */
record AlterStatement(@Nullable String schema, @Nullable String table) {

  private static final AlterStatement NAMELESS = new AlterStatement(null, null);

  static AlterStatement parse(String statement) {
    int start = afterAlterTable(statement);
    return start < 0 ? NAMELESS : readName(statement, start);
  }

  private static int afterAlterTable(String statement) {
    String lower = statement.toLowerCase(Locale.ROOT);
    for (int at = lower.indexOf("alter"); at >= 0; at = lower.indexOf("alter", at + 1)) {
      if (at > 0 && isWordCharacter(lower.charAt(at - 1))) {
        continue;
      }
      int word = skipSpace(lower, at + "alter".length());
      int name = skipSpace(lower, word + "table".length());
      if (word > at + "alter".length()
          && lower.startsWith("table", word)
          && name > word + "table".length()) {
        return name;
      }
    }
    return -1;
  }

  private static AlterStatement readName(String statement, int start) {
    if (statement.startsWith("`", start)) {
      int close = statement.indexOf('`', start + 1);
      if (close <= start + 1) {
        return NAMELESS;
      }
      String first = statement.substring(start + 1, close);
      return statement.startsWith(".", close + 1)
          ? new AlterStatement(first, readTable(statement, close + 2))
          : new AlterStatement(null, first);
    }
    int end = wordEnd(statement, start);
    String word = statement.substring(start, end);
    int quoted = word.indexOf(".`");
    int dot = quoted > 0 ? quoted : word.lastIndexOf('.');
    if (dot > 0 && dot < word.length() - 1) {
      return new AlterStatement(word.substring(0, dot), readTable(statement, start + dot + 1));
    }
    return word.isEmpty() ? NAMELESS : new AlterStatement(null, word);
  }

  private static @Nullable String readTable(String statement, int start) {
    int close = statement.startsWith("`", start) ? statement.indexOf('`', start + 1) : -1;
    String table =
        close > start
            ? statement.substring(start + 1, close)
            : statement.substring(start, wordEnd(statement, start));
    return table.isEmpty() ? null : table;
  }

  private static int wordEnd(String text, int start) {
    int end = start;
    while (end < text.length() && !isSpace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int skipSpace(String text, int start) {
    int end = start;
    while (end < text.length() && isSpace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isSpace(char character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }

  private static boolean isWordCharacter(char character) {
    return character == '_'
        || (character >= 'a' && character <= 'z')
        || (character >= '0' && character <= '9');
  }
}
