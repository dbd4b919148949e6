package dev.ghostwatch.source.log.follow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A log compressed with gzip. Best read forwards: going back means unpacking from the beginning.
 */
final class ArchivedLog implements ByteSource {
  private static final int UNPACKED_AT_ONCE = 64 << 10;

  private final Path file;
  private final String key;
  private final boolean tolerant;
  private @Nullable InputStream stream;
  private long position;
  private @Nullable String damage;

  /**
   * An archive; it is opened when it is first read.
   *
   * @param tolerant whether a damaged archive ends where the damage begins, instead of failing
   */
  ArchivedLog(Path file, String key, boolean tolerant) {
    this.file = file;
    this.key = key;
    this.tolerant = tolerant;
  }

  @Override
  public int read(long wanted, byte[] into, int at, int length) throws IOException {
    if (damage != null && wanted >= position) {
      return -1;
    }
    try {
      InputStream in = at(wanted);
      int read = in.read(into, at, length);
      position += Math.max(read, 0);
      return read;
    } catch (FileMovedException | FileSystemException e) {
      throw e;
    } catch (IOException e) {
      // EOFException and ZipException: cut off, or not written to its end yet.
      if (!tolerant) {
        throw new DamagedArchiveException(file, e);
      }
      damage = String.valueOf(e.getMessage());
      return -1;
    }
  }

  /** What is wrong with the archive; null as long as nothing is. */
  @Nullable String damage() {
    return damage;
  }

  private InputStream at(long wanted) throws IOException {
    InputStream in = stream;
    if (in == null || wanted < position) {
      close();
      in = opened();
      stream = in;
      position = 0;
    }
    long missing = wanted - position;
    in.skipNBytes(missing);
    position = wanted;
    return in;
  }

  private InputStream opened() throws IOException {
    InputStream raw;
    try {
      raw = Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new FileMovedException(file);
    }
    try {
      if (!FileFacts.isAt(file, key)) {
        throw new FileMovedException(file);
      }
      return new GZIPInputStream(raw, UNPACKED_AT_ONCE);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public void close() throws IOException {
    InputStream in = stream;
    stream = null;
    if (in != null) {
      in.close();
    }
  }
}
