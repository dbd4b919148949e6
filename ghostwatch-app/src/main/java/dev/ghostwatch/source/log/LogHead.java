package dev.ghostwatch.source.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The first lines of a log. */
public final class LogHead {
  private static final int LOOKED_AT = 8192;
  private static final String MARK = "starting gh-ost ";

  private LogHead() {}

  /**
   * The version in {@code … INFO starting gh-ost 1.1.10}; of {@code 1.1.10+head (git commit:
   * unknown)} the part before the blank. Null when the log cannot be read or does not begin so (it
   * was appended to, rotated, or gh-ost was not started with {@code --verbose} or {@code --debug}).
   */
  public static @Nullable String version(Path log) {
    byte[] head;
    try (InputStream in = Files.newInputStream(log)) {
      head = in.readNBytes(LOOKED_AT);
    } catch (IOException e) {
      // Another user's log: the version stays unknown, which is shown as such.
      return null;
    }
    return version(new String(head, StandardCharsets.UTF_8));
  }

  static @Nullable String version(String head) {
    int mark = head.indexOf(MARK);
    if (mark < 0) {
      return null;
    }
    int start = mark + MARK.length();
    int end = start;
    while (end < head.length() && !Character.isWhitespace(head.charAt(end))) {
      end++;
    }
    return end == start || end == head.length() ? null : head.substring(start, end);
  }
}
