package dev.ghostwatch.client.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a run of whole lines says, in their order, as numbers in one array: it is filled for every
 * piece of a large file and used again, so that reading makes no object a line.
 *
 * <p>Walk through it with {@link #next()}, which moves to the next entry and tells its {@link
 * Kind}; the other accessors then speak of that entry. Texts are made only when asked for.
 */
public final class LineBatch {

  /** What an entry is. */
  public enum Kind {
    /** A status line. */
    SAMPLE(0, SAMPLE_WORDS),
    /** The status line of the entry before, repeated behind a date. */
    REPEAT(1, 2),
    /** A dated line whose text does not matter; several of one second are one entry. */
    TIME(2, 2),
    /** A line whose text may matter. */
    MESSAGE(3, 3),
    /** A line beginning with {@code #} that differs from the one in the same place before it. */
    HINT(4, 3),
    /** How many lines of each level there were since the entry of this kind before. */
    COUNTS(5, COUNTS_WORDS),
    /** There is no further entry. */
    END(6, 0);

    private static final Kind[] ALL = values();

    private final int place;

    /** How many numbers an entry takes. */
    private final int words;

    Kind(int place, int words) {
      this.place = place;
      this.words = words;
    }
  }

  private static final char REPLACEMENT = '\uFFFD';

  /** In the place of a number that the line does not say. */
  public static final long NONE = Long.MIN_VALUE;

  static final int SAMPLE_WORDS = 17;
  private static final int COUNTS_WORDS = 2 + LineLevel.values().length;
  private static final int LEVEL_SHIFT = 8;
  private static final int LINE_SHIFT = 16;

  private byte[] bytes = {};
  private final SampleHash hash = new SampleHash();
  private final List<String> texts = new ArrayList<>();
  private long[] data = new long[4096];
  private int size;
  private int position;
  private int next;
  private long lines;

  // --- writing, by the scanner

  void begin(byte[] buffer) {
    bytes = buffer;
    texts.clear();
    size = 0;
    position = 0;
    next = 0;
    lines = 0;
  }

  void end(long lineCount) {
    lines = lineCount;
  }

  private int grow(int words) {
    int at = size;
    if (at + words > data.length) {
      data = Arrays.copyOf(data, data.length * 2);
    }
    size = at + words;
    return at;
  }

  private static long header(Kind kind, LineLevel level, long line) {
    return line << LINE_SHIFT | (long) level.place << LEVEL_SHIFT | kind.place;
  }

  void addSample(long line, long date, StatusScanner status, int start) {
    int at = grow(SAMPLE_WORDS);
    long[] out = data;
    out[at] = header(Kind.SAMPLE, LineLevel.STATUS, line);
    out[at + 1] = date;
    out[at + 2] = range(start, status.textEnd);
    out[at + 3] = status.rows;
    out[at + 4] = status.estimate;
    out[at + 5] = Double.doubleToRawLongBits(status.percent);
    out[at + 6] = status.applied;
    out[at + 7] = status.backlog;
    out[at + 8] = status.capacity;
    out[at + 9] = status.total;
    out[at + 10] = status.copy;
    out[at + 11] = status.lagMillis;
    out[at + 12] = status.heartbeatMillis;
    out[at + 13] = status.state;
    out[at + 14] = range(status.reasonStart, status.reasonEnd);
    out[at + 15] = range(status.coordinatesStart, status.coordinatesEnd);
    out[at + 16] = status.etaSeconds;
  }

  void addRepeat(long line, long date) {
    int at = grow(2);
    data[at] = header(Kind.REPEAT, LineLevel.STATUS, line);
    data[at + 1] = date;
  }

  void addTime(long line, long date) {
    int at = grow(2);
    data[at] = header(Kind.TIME, LineLevel.INFO, line);
    data[at + 1] = date;
  }

  void addMessage(LineLevel level, long line, long date, int start, int end) {
    int at = grow(3);
    data[at] = header(Kind.MESSAGE, level, line);
    data[at + 1] = date;
    data[at + 2] = range(start, end);
  }

  void addHint(long line, int start, int end) {
    int at = grow(3);
    data[at] = header(Kind.HINT, LineLevel.HINT, line);
    data[at + 1] = NONE;
    data[at + 2] = range(start, end);
  }

  void addCounts(long line, long[] counts, long unparsed) {
    int at = grow(COUNTS_WORDS);
    data[at] = header(Kind.COUNTS, LineLevel.OTHER, line);
    data[at + 1] = unparsed;
    System.arraycopy(counts, 0, data, at + 2, counts.length);
  }

  private static long range(int start, int end) {
    return (long) start << 32 | (end - start);
  }

  /** For a sample that was read the long way: its texts, which are then no ranges of the buffer. */
  void setSampleTexts(String whole, String reason, String coordinates) {
    data[size - 15] = text(whole);
    data[size - 3] = text(reason);
    data[size - 2] = text(coordinates);
  }

  private long text(String value) {
    texts.add(value);
    return -texts.size();
  }

  // --- reading

  /** How many lines were scanned. */
  public long lines() {
    return lines;
  }

  /** Moves to the next entry. */
  public Kind next() {
    if (next >= size) {
      return Kind.END;
    }
    position = next;
    Kind kind = Kind.ALL[(int) (data[position] & 0xff)];
    next += kind.words;
    return kind;
  }

  /** The number of the line within the batch, from 0. */
  public long line() {
    return data[position] >>> LINE_SHIFT;
  }

  public LineLevel level() {
    return LineLevel.at((int) (data[position] >>> LEVEL_SHIFT) & 0xff);
  }

  /**
   * The date of the line as seconds since 1970 on the clock that wrote it; {@link #NONE} if none.
   */
  public long date() {
    return data[position + 1];
  }

  /** The text of a message or a hint. */
  public String text() {
    return text(data[position + 2]);
  }

  /** For counts: lines of a level. */
  public long count(LineLevel level) {
    return data[position + 2 + level.place];
  }

  /** For counts: lines that look like a status or log line and are none. */
  public long unparsed() {
    return data[position + 1];
  }

  /**
   * A number that tells the texts of samples apart. It is made when it is asked for, which is
   * seldom: samples of one text also have the same figures.
   */
  public long hashAt(int mark) {
    long range = data[mark + 2];
    long total = data[mark + 9];
    long rows = data[mark + 3];
    if (range < 0) {
      byte[] text = text(range).getBytes(StandardCharsets.UTF_8);
      return hash.of(text, 0, text.length, total, rows);
    }
    int start = (int) (range >>> 32);
    return hash.of(bytes, start, start + (int) range, total, rows);
  }

  public long rowsCopied() {
    return data[position + 3];
  }

  public long rowsEstimate() {
    return data[position + 4];
  }

  /** Not a number when the line does not say it. */
  public double percent() {
    return Double.longBitsToDouble(data[position + 5]);
  }

  public long dmlApplied() {
    return data[position + 6];
  }

  public long backlog() {
    return data[position + 7];
  }

  public long backlogCapacity() {
    return data[position + 8];
  }

  /** Whole seconds since the start of the run; every sample has them. */
  public long totalSeconds() {
    return data[position + 9];
  }

  public long copySeconds() {
    return data[position + 10];
  }

  public long lagMillis() {
    return data[position + 11];
  }

  public long heartbeatLagMillis() {
    return data[position + 12];
  }

  /** One of the constants of {@link SampleState}. */
  public int state() {
    return (int) data[position + 13];
  }

  /** Why gh-ost holds still; empty when it does not. */
  public String throttleText() {
    return text(data[position + 14]);
  }

  /** How far the binary log is read; empty when the line does not say. */
  public String coordinates() {
    return text(data[position + 15]);
  }

  /** Whether the sample says how far the binary log is read. */
  public boolean hasCoordinates() {
    long range = data[position + 15];
    return range < 0 ? !text(range).isEmpty() : (int) range != 0;
  }

  /** Where this entry is, for {@link #coordinatesAt} and {@link #hashAt}. */
  public int mark() {
    return position;
  }

  /** The coordinates of a sample met earlier in this batch. */
  public String coordinatesAt(int mark) {
    return text(data[mark + 15]);
  }

  /** gh-ost's own ETA; {@link #NONE} when it does not know or say one. */
  public long etaSeconds() {
    return data[position + 16];
  }

  private String text(long range) {
    if (range < 0) {
      return texts.get((int) -range - 1);
    }
    return decode(bytes, (int) (range >>> 32), (int) range);
  }

  /** Text is UTF-8; what is not is taken for Latin-1, so that every byte shows as something. */
  static String decode(byte[] bytes, int start, int length) {
    String text = new String(bytes, start, length, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, length))
          .toString();
    } catch (CharacterCodingException _) {
      return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }
  }
}
