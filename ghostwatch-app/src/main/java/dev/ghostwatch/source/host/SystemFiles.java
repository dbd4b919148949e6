package dev.ghostwatch.source.host;

import dev.ghostwatch.proc.SmallFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where Linux tells of itself. */
record SystemFiles(Path proc, Path sys) {
  private static final int USUAL_PAGE = 4096;
  private static final long PAGE_SIZE_ENTRY = 6;

  @Nullable String text(Path file) {
    return SmallFiles.text(file);
  }

  /** Seconds since the system started: a clock that nobody sets. NaN when not known. */
  double uptime() {
    String text = text(proc.resolve("uptime"));
    Double seconds = text == null ? null : Columns.decimal(text, 0);
    return seconds == null ? Double.NaN : seconds;
  }

  /** Bytes in a page of memory, from the vector that the kernel gives every process. */
  int pageSize() {
    byte[] vector = SmallFiles.bytes(proc.resolve("self").resolve("auxv"));
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
