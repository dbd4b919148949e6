package dev.ghostwatch.client.log;

import static dev.ghostwatch.client.log.Bytes.literal;
import static dev.ghostwatch.client.log.Bytes.mask;
import static dev.ghostwatch.client.log.Bytes.word;

import java.util.Arrays;

/**
 * Reads whole lines of a log: those of gh-ost in all its releases, of the MySQL libraries within
 * it, of its hooks, of the flag parser and of the Go runtime, and those of the classic toolkit's
 * dialect.
 *
 * <p>What a line means never depends on the lines before it, so a large file can be cut at any line
 * break and its parts scanned by several scanners at once. A scanner belongs to one thread.
 */
public final class LineScanner {

  /** Bytes that a buffer must have behind the lines; their content does not matter. */
  public static final int PADDING = 32;

  private static final long INFO_COPY = literal("INFO Cop");
  private static final long INFO = literal("INFO ");
  private static final byte[] BRACKETS = Bytes.ascii(" []");
  private static final byte[] MIGRATION = Bytes.ascii("# Migration");
  private static final int DATE_LENGTH = "2026-11-22 13:08:06".length();
  private static final int LONGEST_BLOCK = 16;

  private final StatusScanner status = new StatusScanner();
  private final SlowLines slow = new SlowLines();
  private final LogDates dates = new LogDates();
  private final LevelWords levels = new LevelWords();

  private final long[] counts = new long[LineLevel.values().length];
  private long unparsed;

  /** Where the lines of the last block of hints are; the next block is mostly the same. */
  private final int[] blockStart = new int[LONGEST_BLOCK];

  private final int[] blockLength = new int[LONGEST_BLOCK];
  private int inBlock;

  /** Where the last whole block is, and how many lines it has; 0 when it cannot be compared. */
  private int lastBlockStart;

  private int lastBlockEnd;
  private int lastBlockLines;

  /** Where the block that is being read began. */
  private int thisBlockStart;

  private int lastSampleStart;
  private int lastSampleLength;
  private long lastTotal;
  private long lastTime;

  private byte[] bytes = {};
  private LineBatch batch = new LineBatch();
  private long line;

  /**
   * Reads the lines between two positions into the batch, which is emptied first. The batch refers
   * to the buffer for texts, so the buffer must stay as it is while the batch is used.
   *
   * @param buffer holds the lines and {@link #PADDING} bytes more, which are overwritten; lines
   *     with control characters are cleaned in place
   */
  public void scan(byte[] buffer, int from, int to, LineBatch into) {
    if (buffer.length - to < PADDING) {
      throw new IllegalArgumentException("BUG: no room behind the lines for a sentinel");
    }
    Arrays.fill(buffer, to, to + PADDING, (byte) 0);
    buffer[to] = '\n';
    bytes = buffer;
    batch = into;
    into.begin(buffer);
    Arrays.fill(counts, 0);
    forgetHints();
    unparsed = 0;
    inBlock = 0;
    lastSampleLength = 0;
    lastTotal = Long.MAX_VALUE;
    lastTime = LineBatch.NONE;
    line = 0;
    int position = from;
    while (position < to) {
      position = lines(position) + 1;
      line++;
    }
    flushCounts();
    into.end(line);
  }

  /** Reads the line or the block of hints that begins here and returns where its end is. */
  private int lines(int start) {
    return bytes[start] == '#' && inBlock == 0 && isLastBlock(start)
        ? hintBlock(start)
        : line(start);
  }

  /** Reads the line that begins here and returns where its line break is. */
  private int line(int start) {
    byte first = bytes[start];
    if (first == '#') {
      return hint(start);
    }
    if (inBlock > 0) {
      blockEnds(start);
    }
    if (first == 'C' && StatusScanner.isStatus(bytes, start)) {
      int end = status.scan(bytes, start, false);
      if (end >= 0) {
        sample(start, LineBatch.NONE);
        return end;
      }
    } else if (first >= '0' && first <= '9') {
      long date = dates.at(bytes, start);
      if (date != LineBatch.NONE) {
        return dated(start, date);
      }
    }
    return other(start);
  }

  /** Whether all lines of the last block of hints are here again. */
  private boolean isLastBlock(int start) {
    int length = lastBlockEnd - lastBlockStart;
    return lastBlockLines > 0
        && start + length <= bytes.length
        && Arrays.equals(bytes, start, start + length, bytes, lastBlockStart, lastBlockEnd);
  }

  /** Returns where the last line break of the block is. */
  private int hintBlock(int start) {
    thisBlockStart = start;
    inBlock = lastBlockLines;
    line += lastBlockLines - 1;
    counts[LineLevel.HINT.place] += lastBlockLines;
    return start + (lastBlockEnd - lastBlockStart) - 1;
  }

  /** A line that is no hint begins here: what was read before is a whole block. */
  private void blockEnds(int start) {
    boolean comparable = inBlock <= LONGEST_BLOCK && thisBlockStart >= 0;
    lastBlockStart = thisBlockStart;
    lastBlockEnd = start;
    lastBlockLines = comparable ? inBlock : 0;
    inBlock = 0;
  }

  private void forgetHints() {
    Arrays.fill(blockLength, 0);
    lastBlockLines = 0;
    thisBlockStart = -1;
  }

  private int hint(int start) {
    if (inBlock == 0) {
      thisBlockStart = start;
    }
    int place = Math.min(inBlock, LONGEST_BLOCK - 1);
    inBlock++;
    int length = blockLength[place];
    int before = blockStart[place];
    if (length > 0
        && start + length < bytes.length
        && bytes[start + length] == '\n'
        && Arrays.equals(bytes, start, start + length, bytes, before, before + length)) {
      counts[LineLevel.HINT.place]++;
      return start + length;
    }
    int end = Bytes.lineEnd(bytes, start);
    if (bytes[end - 1] == '\r' || slow.needsCleaning(bytes, start, end)) {
      return cleaned(start, end);
    }
    blockStart[place] = start;
    blockLength[place] = end - start;
    if (Bytes.startsWith(bytes, start, end, MIGRATION)) {
      newRunMayBegin();
    }
    batch.addHint(line, start, end);
    counts[LineLevel.HINT.place]++;
    return end;
  }

  private void sample(int start, long date) {
    if (status.total < lastTotal) {
      // A run without its beginning, which is told all hints anew.
      forgetHints();
      flushCounts();
    }
    lastTotal = status.total;
    lastTime = date;
    lastSampleStart = start;
    lastSampleLength = status.textEnd - start;
    batch.addSample(line, date, status, start);
    counts[LineLevel.STATUS.place]++;
  }

  /** A line that begins with a date. */
  private int dated(int start, long date) {
    if (bytes[start + DATE_LENGTH] != ' ') {
      return other(start);
    }
    int text = start + DATE_LENGTH + 1;
    if (word(bytes, text) == INFO_COPY && StatusScanner.isStatus(bytes, text + 5)) {
      int body = text + 5;
      int end = repeatedSample(body);
      if (end >= 0) {
        batch.addRepeat(line, date);
        lastTime = date;
        counts[LineLevel.STATUS.place]++;
        return end;
      }
      end = status.scan(bytes, body, true);
      if (end >= 0) {
        sample(body, date);
        return end;
      }
      return other(start);
    }
    if ((word(bytes, text) & mask(5)) != INFO || !levels.isPlain(bytes, text + 5)) {
      return other(start);
    }
    int end = Bytes.lineEnd(bytes, text);
    if (bytes[end - 1] == '\r') {
      return cleaned(start, end);
    }
    if (date != lastTime) {
      lastTime = date;
      batch.addTime(line, date);
    }
    counts[LineLevel.INFO.place]++;
    return end;
  }

  /** Where the line ends when it repeats the sample before it, else -1. */
  private int repeatedSample(int body) {
    int end = body + lastSampleLength;
    if (lastSampleLength == 0
        || end + BRACKETS.length >= bytes.length
        || !Arrays.equals(
            bytes, body, end, bytes, lastSampleStart, lastSampleStart + lastSampleLength)) {
      return -1;
    }
    if (Bytes.startsWith(bytes, end, bytes.length, BRACKETS)) {
      end += BRACKETS.length;
    }
    return bytes[end] == '\n' ? end : -1;
  }

  /** A line in none of the frequent forms. */
  private int other(int start) {
    int end = Bytes.lineEnd(bytes, start);
    if (slow.needsCleaning(bytes, start, end)) {
      return cleaned(start, end);
    }
    lastTime = LineBatch.NONE;
    slow.read(bytes, start, end, dates);
    if (slow.mayBeginRun(bytes)) {
      newRunMayBegin();
    }
    switch (slow.kind()) {
      case STATUS -> {
        if (slow.fill(status)) {
          addSlowSample();
        } else {
          counts[slow.level().place]++;
          unparsed++;
        }
      }
      case MESSAGE -> {
        batch.addMessage(slow.level(), line, slow.date(), slow.textStart(), end);
        counts[slow.level().place]++;
      }
      case TIME -> {
        batch.addTime(line, slow.date());
        counts[slow.level().place]++;
      }
      case NOTHING -> counts[slow.level().place]++;
      case BROKEN -> {
        counts[slow.level().place]++;
        unparsed++;
      }
    }
    return end;
  }

  private void addSlowSample() {
    if (status.total < lastTotal) {
      // A run without its beginning, which is told all hints anew.
      forgetHints();
      flushCounts();
    }
    lastTotal = status.total;
    lastSampleLength = 0;
    status.textEnd = 0;
    status.reasonStart = 0;
    status.reasonEnd = 0;
    status.coordinatesStart = 0;
    status.coordinatesEnd = 0;
    batch.addSample(line, slow.date(), status, 0);
    batch.setSampleTexts(slow.statusText(), slow.reason(), slow.coordinates());
    counts[LineLevel.STATUS.place]++;
  }

  /** Takes control characters out of the line, in its place in the buffer, and reads it then. */
  private int cleaned(int start, int end) {
    int cleanEnd = slow.clean(bytes, start, end);
    byte behind = bytes[cleanEnd];
    bytes[cleanEnd] = '\n';
    int block = inBlock;
    if (bytes[start] == '#') {
      inBlock = Math.max(0, block - 1);
    }
    line(start);
    if (cleanEnd != end) {
      // The lines of a block of hints are compared with later ones, so this break must stay.
      bytes[cleanEnd] = '\n';
    } else {
      bytes[cleanEnd] = behind;
    }
    // What stands in the buffer is no longer what the log says.
    thisBlockStart = -1;
    return end;
  }

  /** What came before then belongs to the old one, also the sample that the next may repeat. */
  private void newRunMayBegin() {
    flushCounts();
    lastSampleLength = 0;
  }

  private void flushCounts() {
    batch.addCounts(line, counts, unparsed);
    Arrays.fill(counts, 0);
    unparsed = 0;
  }
}
