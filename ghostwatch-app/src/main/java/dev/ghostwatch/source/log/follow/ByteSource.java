package dev.ghostwatch.source.log.follow;

import java.io.Closeable;
import java.io.IOException;

/** The bytes of a log file, uncompressed. */
sealed interface ByteSource extends Closeable permits PlainLog, ArchivedLog {
  /** Reads up to so many bytes; 0 or less at the end, for now or for good. */
  int read(long position, byte[] into, int at, int length) throws IOException;

  /** Whether what has been read may change: true of everything but archives. */
  boolean live();

  /** Reads until that many bytes are there or the end is reached; returns how many. */
  default int readFully(long position, byte[] into, int at, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int read = read(position + done, into, at + done, length - done);
      if (read <= 0) {
        break;
      }
      done += read;
    }
    return done;
  }
}
