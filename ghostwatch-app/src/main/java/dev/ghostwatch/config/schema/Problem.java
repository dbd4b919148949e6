package dev.ghostwatch.config.schema;

import dev.ghostwatch.client.value.Printable;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong in a configuration file.
 *
 * @param severity whether the file can be used all the same
 * @param file the file, null when defaults alone were read
 * @param line counted from 1; 0 when the whole file is meant
 * @param column counted from 1; 0 when the whole line or file is meant
 * @param key the path of the key, {@code mysql.servers[0].port}; empty when no key is meant
 * @param found the value as it stands in the file, null when there is none or nobody may see it
 * @param rule what is wrong, as a sentence that follows the key and the value
 * @param nearest the valid key or value that was probably meant
 */
public record Problem(
    Severity severity,
    @Nullable Path file,
    int line,
    int column,
    String key,
    @Nullable String found,
    Wording rule,
    @Nullable String nearest) {

  /** What a problem means for the file. */
  public enum Severity {
    /** The file is not used. */
    ERROR,
    /** The file is used; somebody should look. */
    WARNING
  }

  /** As they stand in the file. */
  public static final Comparator<Problem> IN_ORDER =
      Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

  private static final int LONGEST_FOUND = 80;

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /**
   * One line, {@code FILE:LINE:COLUMN: key: found 'x', which must be …}. What comes from the file
   * is made safe to print.
   */
  public String text(Wording.Words words) {
    StringBuilder text = new StringBuilder();
    if (file != null) {
      text.append(Printable.text(file.toString())).append(':');
    }
    if (line > 0) {
      text.append(line).append(':').append(column).append(':');
    }
    if (!text.isEmpty()) {
      text.append(' ');
    }
    if (severity == Severity.WARNING) {
      text.append(words.get("config.warning")).append(' ');
    }
    if (!key.isEmpty()) {
      text.append(Printable.text(key)).append(": ");
    }
    if (found != null) {
      text.append(words.get("config.found", shortened(found))).append(' ');
    }
    text.append(rule.in(words));
    if (nearest != null) {
      text.append(' ').append(words.get("config.nearest", nearest));
    }
    return text.toString();
  }

  private static String shortened(String value) {
    String printable = Printable.text(value);
    return printable.length() <= LONGEST_FOUND
        ? printable
        : printable.substring(0, LONGEST_FOUND) + "...";
  }
}
