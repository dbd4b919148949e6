package dev.ghostwatch.proc;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the small files in which Linux tells of itself and of its processes. A process may end
 * between any two calls, so every answer can be null.
 */
public final class SmallFiles {
  private SmallFiles() {}

  /** The whole file; null when it is not there, not for this user, or its process has ended. */
  public static byte @Nullable [] bytes(Path file) {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return in.readAllBytes();
    } catch (IOException _) {
      // The fact stays unknown, which is what null says.
      return null;
    }
  }

  /** The same as text; bytes that are not UTF-8 become U+FFFD. */
  public static @Nullable String text(Path file) {
    byte[] bytes = bytes(file);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
