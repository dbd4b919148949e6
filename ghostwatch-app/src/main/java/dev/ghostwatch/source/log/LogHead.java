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
    int start = 0;
    // A line that was cut off may have lost a part of its version.
    for (int end = head.indexOf('\n'); end >= 0; end = head.indexOf('\n', start)) {
      LogMessage message = LogMessage.of(head.substring(start, end));
      String version = message == null ? null : message.version();
      if (version != null) {
        return version;
      }
      start = end + 1;
    }
    return null;
  }
}
