package dev.ghostwatch.web.metrics;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes one text of several: OpenMetrics ends each with a line that may stand only once. Hands on
 * what it is given in pieces of at most 32 KiB.
 */
final class JoinedStream extends OutputStream {
  private static final byte[] END = "# EOF\n".getBytes(StandardCharsets.US_ASCII);
  private static final int SIZE = 32 << 10;

  private final OutputStream out;
  private final byte[] buffer = new byte[SIZE];
  private int filled;
  private boolean isEnded;

  JoinedStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (filled == SIZE) {
        handOn(SIZE - END.length);
      }
      int now = Math.min(length - done, SIZE - filled);
      System.arraycopy(bytes, offset + done, buffer, filled, now);
      filled += now;
      done += now;
    }
  }

  /** The writer of a text flushes at its end; the network is not to get pieces that small. */
  @Override
  public void flush() {}

  /** One text is complete: what follows is joined to it. */
  void join() throws IOException {
    int start = filled - END.length;
    if (start >= 0 && Arrays.equals(buffer, start, filled, END, 0, END.length)) {
      isEnded = true;
      filled = start;
    }
    handOn(filled);
  }

  /** That was all. */
  void end() throws IOException {
    if (isEnded) {
      out.write(END);
    }
  }

  private void handOn(int length) throws IOException {
    if (length > 0) {
      out.write(buffer, 0, length);
      System.arraycopy(buffer, length, buffer, 0, filled - length);
      filled -= length;
    }
  }
}
