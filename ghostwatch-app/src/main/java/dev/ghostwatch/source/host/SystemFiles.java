package dev.ghostwatch.source.host;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the small files in which Linux tells of itself. */
record SystemFiles(Path proc, Path sys) {
  private static final int USUAL_PAGE = 4096;
  private static final long PAGE_SIZE_ENTRY = 6;

  byte @Nullable [] bytes(Path file) {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return in.readAllBytes();
    } catch (IOException _) {
      // Not on this system, not for this user, or the process has ended: the figure is not known.
      return null;
    }
  }

  @Nullable String text(Path file) {
    byte[] bytes = bytes(file);
    return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Seconds since the system started: a clock that nobody sets. NaN when not known. */
  double uptime() {
    String text = text(proc.resolve("uptime"));
    Double seconds = text == null ? null : Columns.decimal(text, 0);
    return seconds == null ? Double.NaN : seconds;
  }

  /** Bytes in a page of memory, from the vector that the kernel gives every process. */
  int pageSize() {
    byte[] vector = bytes(proc.resolve("self").resolve("auxv"));
    if (vector != null) {
      ByteBuffer entries = ByteBuffer.wrap(vector).order(ByteOrder.nativeOrder());
      while (entries.remaining() >= 2 * Long.BYTES) {
        long type = entries.getLong();
        long value = entries.getLong();
        if (type == PAGE_SIZE_ENTRY && value > 0 && value <= 1 << 20) {
          return (int) value;
        }
      }
    }
    return USUAL_PAGE;
  }
}
