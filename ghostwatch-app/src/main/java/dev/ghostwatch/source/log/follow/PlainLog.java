package dev.ghostwatch.source.log.follow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A log file as it is written; held open, it can be read whatever becomes of its name. */
final class PlainLog implements ByteSource {
  private final FileChannel channel;

  private PlainLog(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens it.
   *
   * @throws FileMovedException when another file has that name now
   */
  static PlainLog open(Path file, String key) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new FileMovedException(file);
    }
    // The key was that of the name before; when it still is, it is that of the opened file too.
    if (!FileFacts.isAt(file, key)) {
      channel.close();
      throw new FileMovedException(file);
    }
    return new PlainLog(channel);
  }

  @Override
  public int read(long position, byte[] into, int at, int length) throws IOException {
    return channel.read(ByteBuffer.wrap(into, at, length), position);
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
