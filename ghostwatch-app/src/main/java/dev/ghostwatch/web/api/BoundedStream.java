package dev.ghostwatch.web.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails when it turns out longer than it may be. */
final class BoundedStream extends FilterInputStream {
  private final long most;
  private final String what;
  private long read;

  /**
   * @param what is bounded, for the text of the failure
   */
  BoundedStream(InputStream in, long most, String what) {
    super(in);
    this.most = most;
    this.what = what;
  }

  /** It is longer than it may be. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLongException(String message) {
      super(message);
    }
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      count(1);
    }
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    if (count > 0) {
      count(count);
    }
    return count;
  }

  private void count(int more) throws TooLongException {
    read += more;
    if (read > most) {
      throw new TooLongException(what + " is larger than " + (most >> 20) + " MB");
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
