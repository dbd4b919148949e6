package dev.ghostwatch.source.log.follow;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Splits a file into lines as it grows.
 *
 * <p>After each read it makes sure that the bytes read before are still there: what was read came
 * then from the same contents, and a file that was emptied and written anew is never mixed with its
 * past.
 */
final class LineReader implements Closeable {
  /** What a read found. */
  sealed interface Found {
    /** Lines, at least one. */
    record Lines(List<LogLine> lines) implements Found {}

    /** No further whole line. */
    record Nothing() implements Found {}

    /** Other bytes than before: the file was emptied. */
    record Changed() implements Found {}
  }

  private static final int SPAN = Fingerprint.SPAN;
  private static final int SMALL = 16 << 10;

  private final ByteSource source;
  private final int longestLine;
  private final int batchBytes;
  private final byte[] head = new byte[SPAN];
  private final byte[] compared = new byte[SPAN];
  private int headLength;

  /**
   * Bytes of the file from {@link #base}: up to SPAN before the line, then the line as it comes.
   */
  private byte[] buffer = new byte[SMALL];

  private long base;
  private int lineStart;
  private int searched;
  private int filled;
  private boolean insideCutLine;
  private boolean readFilledBuffer;

  private LineReader(ByteSource source, FollowOptions options) {
    this.source = source;
    this.longestLine = options.longestLine();
    this.batchBytes = options.batchBytes();
  }

  /** Reads on from a place; the source must be known to match it. */
  static LineReader open(
      ByteSource source, long offset, boolean insideCutLine, FollowOptions options)
      throws IOException {
    LineReader reader = new LineReader(source, options);
    int before = (int) Math.min(SPAN, offset);
    reader.headLength = source.readFully(0, reader.head, 0, before);
    reader.base = offset - before;
    reader.filled = source.readFully(reader.base, reader.buffer, 0, before);
    if (reader.filled < before) {
      throw new IOException("the file has become shorter than the place in it");
    }
    reader.lineStart = before;
    reader.searched = before;
    reader.insideCutLine = insideCutLine;
    return reader;
  }

  /** Whether nothing has been seen of the file. */
  boolean blank() {
    return headLength == 0;
  }

  ByteSource source() {
    return source;
  }

  long offset() {
    return base + lineStart;
  }

  boolean insideCutLine() {
    return insideCutLine;
  }

  Fingerprint fingerprint() {
    int tail = Math.min(SPAN, lineStart);
    return new Fingerprint(
        headLength,
        Fingerprint.checksum(head, 0, headLength),
        tail,
        Fingerprint.checksum(buffer, lineStart - tail, tail));
  }

  Found read() throws IOException {
    while (true) {
      makeRoom();
      int read = source.read(base + filled, buffer, filled, buffer.length - filled);
      if (source.live() && !pastIsIntact()) {
        return new Found.Changed();
      }
      if (read <= 0) {
        shrink();
        return new Found.Nothing();
      }
      keepHead(read);
      filled += read;
      readFilledBuffer = filled == buffer.length;
      List<LogLine> lines = split();
      if (!lines.isEmpty()) {
        return new Found.Lines(lines);
      }
    }
  }

  /** The line without an end at the end of a file that will not grow; then nothing is left. */
  Optional<LogLine> remainder() {
    if (filled == lineStart || insideCutLine) {
      return Optional.empty();
    }
    LogLine line = line(filled - lineStart, filled, LineEnding.MISSING);
    lineStart = filled;
    searched = filled;
    return Optional.of(line);
  }

  private boolean pastIsIntact() throws IOException {
    return source.readFully(0, compared, 0, headLength) == headLength
        && Arrays.equals(compared, 0, headLength, head, 0, headLength)
        && tailIsIntact();
  }

  private boolean tailIsIntact() throws IOException {
    int tail = Math.min(SPAN, filled);
    return base + filled <= headLength
        || (source.readFully(base + filled - tail, compared, 0, tail) == tail
            && Arrays.equals(compared, 0, tail, buffer, filled - tail, filled));
  }

  private void keepHead(int read) {
    if (base + filled == headLength && headLength < SPAN) {
      int more = Math.min(read, SPAN - headLength);
      System.arraycopy(buffer, filled, head, headLength, more);
      headLength += more;
    }
  }

  private List<LogLine> split() {
    List<LogLine> lines = new ArrayList<>();
    while (lineStart < filled) {
      if (!insideCutLine) {
        skipHole();
      }
      int end = newline();
      if (insideCutLine) {
        lineStart = end < 0 ? filled : end + 1;
        insideCutLine = end < 0;
      } else if ((end < 0 ? filled : end) - lineStart > longestLine) {
        lines.add(line(longestLine, lineStart + longestLine, LineEnding.CUT));
        lineStart += longestLine;
        searched = lineStart;
        insideCutLine = true;
      } else if (end < 0) {
        break;
      } else {
        boolean carriageReturn = end > lineStart && buffer[end - 1] == '\r';
        lines.add(line(end - lineStart - (carriageReturn ? 1 : 0), end + 1, LineEnding.NEWLINE));
        lineStart = end + 1;
      }
    }
    return lines;
  }

  /**
   * A writer that keeps its own position goes on there after the file was emptied: what it skips
   * reads as NUL bytes, which belong to no line.
   */
  private void skipHole() {
    while (lineStart < filled && buffer[lineStart] == 0) {
      lineStart++;
    }
  }

  private int newline() {
    for (int at = Math.max(searched, lineStart); at < filled; at++) {
      if (buffer[at] == '\n') {
        searched = at + 1;
        return at;
      }
    }
    searched = filled;
    return -1;
  }

  private LogLine line(int length, int end, LineEnding ending) {
    return new LogLine(
        Arrays.copyOfRange(buffer, lineStart, lineStart + length),
        base + lineStart,
        base + end,
        ending);
  }

  private void makeRoom() {
    int gone = lineStart - SPAN;
    if (gone > 0) {
      System.arraycopy(buffer, gone, buffer, 0, filled - gone);
      base += gone;
      lineStart -= gone;
      searched -= gone;
      filled -= gone;
    }
    boolean faster = readFilledBuffer && buffer.length < batchBytes;
    if (faster || buffer.length - filled < SPAN) {
      // Bounded: what stands before a newline is never longer than a line may be.
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
  }

  private void shrink() {
    readFilledBuffer = false;
    if (buffer.length > SMALL && filled < SMALL / 2) {
      buffer = Arrays.copyOf(buffer, SMALL);
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
