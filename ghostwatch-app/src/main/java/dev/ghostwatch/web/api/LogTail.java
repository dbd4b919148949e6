package dev.ghostwatch.web.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log, which may be of any size. */
final class LogTail {
  /** Longer lines than this are cut at their beginning. */
  private static final int BYTES_PER_LINE = 512;

  private LogTail() {}

  /**
   * The last lines of a file, the oldest first.
   *
   * @param most at most so many
   */
  static List<String> of(Path file, int most) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      int length = (int) Math.min(size, (long) most * BYTES_PER_LINE);
      channel.position(size - length);
      ByteBuffer bytes = ByteBuffer.allocate(length);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Reads until the end: a log may grow meanwhile, which the next request shows.
      }
      String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      List<String> lines = text.lines().toList();
      boolean isCut = length < size && lines.size() > 1;
      List<String> whole = isCut ? lines.subList(1, lines.size()) : lines;
      return whole.subList(Math.max(0, whole.size() - most), whole.size());
    }
  }
}
