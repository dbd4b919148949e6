package dev.ghostwatch.source.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The log of a run, held open from the moment the run was found, so that its last words can be read
 * even when the file has been removed meanwhile. What was written before counts for nothing: it may
 * be an earlier run's.
 */
public final class RunLog implements AutoCloseable {
  private static final int LOOKED_AT = 256 << 10;

  private final FileChannel channel;
  private final long attachedAt;

  private RunLog(FileChannel channel, long attachedAt) {
    this.channel = channel;
    this.attachedAt = attachedAt;
  }

  /** Opens the log; null when it cannot be read, for example another user's. */
  public static @Nullable RunLog open(Path log) {
    try {
      FileChannel channel = FileChannel.open(log, StandardOpenOption.READ);
      return new RunLog(channel, channel.size());
    } catch (IOException e) {
      // Without it the end is judged by the socket and the process, and the verdict says so.
      return null;
    }
  }

  /** What the log said last; null when it could not be read. */
  public @Nullable LastWords lastWords() {
    try {
      long size = channel.size();
      // A file that has shrunk was truncated by log rotation and begins anew.
      long from = Math.max(size < attachedAt ? 0 : attachedAt, size - LOOKED_AT);
      ByteBuffer buffer = ByteBuffer.allocate((int) (size - from));
      while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) > 0) {
        // Reads on until the buffer is full or the file ends.
      }
      return LastWords.of(new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
