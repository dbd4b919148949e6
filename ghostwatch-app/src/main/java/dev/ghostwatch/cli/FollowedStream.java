package dev.ghostwatch.cli;

import dev.ghostwatch.source.log.read.LogFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;

/** A stream, such as standard input or a named pipe, that is read as it comes into a feed. */
final class FollowedStream {
  /** Opens the stream; may wait for whoever writes to it. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }

  private static final int LONGEST_LINE = 1 << 20;

  private FollowedStream() {}

  /**
   * Reads until the stream ends, on a thread that holds nobody up.
   *
   * @param cutOff told when compressed data end in their middle, or are damaged there
   */
  static void open(Opener opener, LogFeed feed, Runnable cutOff) {
    Thread.ofPlatform()
        .daemon()
        .name("log-stream")
        .start(() -> {
          try (InputStream in = LogFile.decoded(opener.open(), _ -> {})) {
            read(in, feed);
            feed.end();
          } catch (EOFException | ZipException _) {
            cutOff.run();
            feed.end();
          } catch (IOException | RuntimeException e) {
            feed.fail(e);
          }
        });
  }

  private static void read(InputStream in, LogFeed feed) throws IOException {
    byte[] buffer = new byte[64 << 10];
    int filled = 0;
    boolean skipping = false;
    while (true) {
      int count = in.read(buffer, filled, buffer.length - filled);
      if (count < 0) {
        break;
      }
      int end = filled + count;
      int whole = end;
      while (whole > filled && buffer[whole - 1] != '\n') {
        whole--;
      }
      if (whole > filled) {
        int from = skipping ? indexOf(buffer, end) : 0;
        skipping = false;
        feed.take(Arrays.copyOfRange(buffer, from, whole), whole - from, whole);
        System.arraycopy(buffer, whole, buffer, 0, end - whole);
        filled = end - whole;
        feed.caughtUp();
      } else if (skipping) {
        filled = 0;
      } else {
        filled = end;
        if (filled == buffer.length && filled < LONGEST_LINE) {
          buffer = Arrays.copyOf(buffer, filled * 2);
        } else if (filled == buffer.length) {
          // A line longer than this: its beginning is all that is looked at.
          buffer[filled - 1] = '\n';
          feed.take(buffer, filled, filled);
          skipping = true;
          filled = 0;
        }
      }
    }
    if (filled > 0) {
      feed.take(buffer, filled, filled);
    }
  }

  /** Behind the first line break. */
  private static int indexOf(byte[] buffer, int end) {
    int position = 0;
    while (position < end && buffer[position] != '\n') {
      position++;
    }
    return Math.min(end, position + 1);
  }
}
