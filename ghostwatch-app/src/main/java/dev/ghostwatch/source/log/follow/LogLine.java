package dev.ghostwatch.source.log.follow;

import java.nio.charset.StandardCharsets;

/** A line of a log: its bytes without the line end, and where it stood. */
public final class LogLine {
  private final byte[] bytes;
  private final long start;
  private final long end;
  private final LineEnding ending;

  /**
   * A line.
   *
   * @param bytes without {@code \n} or {@code \r\n}; not copied
   * @param start the offset of its first byte in its file, uncompressed
   * @param end the offset behind it, line end included
   */
  LogLine(byte[] bytes, long start, long end, LineEnding ending) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.ending = ending;
  }

  /** The line as it stood in the file. Not a copy: must not be written to. */
  public byte[] bytes() {
    return bytes;
  }

  /** The line as text; bytes that are not UTF-8 become U+FFFD. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public long start() {
    return start;
  }

  public long end() {
    return end;
  }

  public LineEnding ending() {
    return ending;
  }

  @Override
  public String toString() {
    return text();
  }
}
