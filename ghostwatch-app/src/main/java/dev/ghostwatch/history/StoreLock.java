package dev.ghostwatch.history;

import dev.ghostwatch.history.StoreException.Reason;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.UtcTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second agent from writing to the same store. The lock goes with the process, however that
 * ends; the file stays and names who held it last.
 */
final class StoreLock implements AutoCloseable {
  private static final int MOST = 256;

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock for this process.
   *
   * @throws StoreException when another agent holds it; the text names that agent
   */
  static StoreLock take(Path store, long pid, Instant now) throws StoreException {
    Path file = store.resolveSibling(store.getFileName() + ".lock");
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        String holder = holder(channel);
        channel.close();
        throw new StoreException(
            Reason.IN_USE, Phrase.of("history.inUse", store.toString(), holder), null);
      }
      byte[] text =
          ("pid " + pid + ", started " + UtcTime.rfc3339(now)).getBytes(StandardCharsets.UTF_8);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(text), 0);
      return new StoreLock(channel);
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      closeAfter(e, channel);
      throw new StoreException(
          Reason.UNUSABLE, Phrase.of("history.unusable", store.toString(), e.toString()), e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      // Held by this very process.
      return null;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(MOST);
    channel.read(text, 0);
    String holder = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
    return holder.isEmpty() ? "?" : holder;
  }

  private static void closeAfter(IOException failure, @Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
