package dev.ghostwatch.client.log;

import static dev.ghostwatch.client.log.Bytes.word;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.Coordinates;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the lines that are rare: errors, events, other programs' formats, damaged lines. */
final class SlowLines {

  enum Kind {
    /** Begins like a status line. */
    STATUS,
    MESSAGE,
    /** Only the date matters. */
    TIME,
    NOTHING,
    /** Begins like a log line and is none. */
    BROKEN
  }

  private static final int DATE_LENGTH = 19;
  private static final int ESCAPE = 0x1b;
  private static final int BELL = 7;
  private static final long STARTING = Bytes.literal("starting");
  private static final byte[] COPY = Bytes.ascii("Copy: ");
  private static final byte[] DRIVER = Bytes.ascii("[mysql] ");
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** Texts without date and level that mean something, by their beginnings. */
  private static final byte[][] UNDATED = {
    Bytes.ascii("panic: "),
    Bytes.ascii("fatal error: "),
    Bytes.ascii("flag provided but not defined: "),
    Bytes.ascii("Usage of gh-ost"),
    Bytes.ascii("invalid value "),
    Bytes.ascii("flag needs an argument: "),
    Bytes.ascii("Migrated rows: "),
  };

  private final LevelWords levels = new LevelWords();

  /**
   * For dates of libraries: in their form the minute read last is never that of a line of gh-ost.
   */
  private final LogDates libraryDates = new LogDates();

  private Kind kind = Kind.NOTHING;
  private LineLevel level = LineLevel.OTHER;
  private long date = LineBatch.NONE;
  private int textStart;
  private @Nullable StatusLine line;

  Kind kind() {
    return kind;
  }

  LineLevel level() {
    return level;
  }

  long date() {
    return date;
  }

  int textStart() {
    return textStart;
  }

  /** Whether a new run may begin with this line. */
  boolean mayBeginRun(byte[] bytes) {
    return kind == Kind.MESSAGE && level == LineLevel.INFO && word(bytes, textStart) == STARTING;
  }

  void read(byte[] bytes, int start, int end, LogDates dates) {
    level = LineLevel.OTHER;
    textStart = start;
    date = LineBatch.NONE;
    boolean bracketed = bytes[start] == '[' && end - start > DATE_LENGTH + 2;
    if (bracketed && bytes[start + 1 + DATE_LENGTH] == ']') {
      date = libraryDates.at(bytes, start + 1);
      textStart = date == LineBatch.NONE ? start : start + DATE_LENGTH + 3;
    } else if (end - start > DATE_LENGTH && bytes[start + DATE_LENGTH] == ' ') {
      date = dates.at(bytes, start);
      textStart = date == LineBatch.NONE ? start : start + DATE_LENGTH + 1;
    }
    LineLevel found = textStart > end ? null : levels.at(bytes, textStart, end);
    if (found != null) {
      level = found;
      textStart += levels.length;
    } else {
      textStart = Math.min(textStart, end);
    }
    kind = classify(bytes, start, end, found != null);
  }

  private Kind classify(byte[] bytes, int start, int end, boolean levelled) {
    if ((level == LineLevel.INFO || (!levelled && date == LineBatch.NONE))
        && Bytes.startsWith(bytes, textStart, end, COPY)) {
      line = StatusLine.parse(LineBatch.decode(bytes, start, end - start));
      return Kind.STATUS;
    }
    if (levelled) {
      if (level == LineLevel.DEBUG
          || (level == LineLevel.INFO && levels.isPlain(bytes, textStart))) {
        return date == LineBatch.NONE ? Kind.NOTHING : Kind.TIME;
      }
      return Kind.MESSAGE;
    }
    if (date != LineBatch.NONE) {
      return Kind.TIME;
    }
    if (Bytes.startsWith(bytes, start, end, DRIVER)) {
      date =
          end - start > DRIVER.length + DATE_LENGTH
              ? libraryDates.at(bytes, start + DRIVER.length)
              : date;
      return Kind.MESSAGE;
    }
    for (byte[] text : UNDATED) {
      if (Bytes.startsWith(bytes, start, end, text)) {
        return Kind.MESSAGE;
      }
    }
    return looksDated(bytes, start, end) ? Kind.BROKEN : Kind.NOTHING;
  }

  /** {@code 2026-13-45 99:99:99 INFO}: the shape of a date without being one. */
  private boolean looksDated(byte[] bytes, int start, int end) {
    if (end - start <= DATE_LENGTH) {
      return false;
    }
    String pattern = "0000-00-00 00:00:00 ";
    for (int i = 0; i < pattern.length(); i++) {
      byte found = bytes[start + i];
      if (pattern.charAt(i) == '0' ? found < '0' || found > '9' : found != pattern.charAt(i)) {
        return false;
      }
    }
    return levels.at(bytes, start + DATE_LENGTH + 1, end) != null;
  }

  /** Puts the figures of the status line read last into the fields; false when it has none. */
  boolean fill(StatusScanner into) {
    StatusLine status = line;
    if (status == null || status.elapsed() == null || status.rowsCopied() == null) {
      return false;
    }
    into.rows = status.rowsCopied();
    into.estimate = orNone(status.rowsEstimate());
    into.percent = status.percent() == null ? Double.NaN : status.percent();
    into.applied = orNone(status.dmlApplied());
    into.backlog = orNone(status.backlog());
    into.capacity = orNone(status.backlogCapacity());
    into.total = status.elapsed().toSeconds();
    Duration copy = status.copyTime();
    into.copy = copy == null ? LineBatch.NONE : copy.toSeconds();
    into.lagMillis = millis(status.lagSeconds());
    into.heartbeatMillis = millis(status.heartbeatLagSeconds());
    into.state = SampleState.of(status.state(), status.throttle());
    into.etaSeconds = status.eta() == null ? LineBatch.NONE : orNone(status.eta().seconds());
    return true;
  }

  String reason() {
    return line == null || line.throttle() == null ? "" : line.throttle().text();
  }

  /** Coordinates of a line that was cut off behind them may themselves be cut. */
  String coordinates() {
    Coordinates coordinates = line == null ? null : line.coordinates();
    boolean whole = line != null && (line.state() != null || line.eta() != null);
    return coordinates == null || !whole ? "" : coordinates.text();
  }

  String statusText() {
    return line == null ? "" : line.text();
  }

  private static long orNone(@Nullable Long value) {
    return value == null ? LineBatch.NONE : value;
  }

  private static long millis(@Nullable Double seconds) {
    return seconds == null || Math.abs(seconds) > 1e15
        ? LineBatch.NONE
        : Math.round(seconds * 1000);
  }

  /** Whether the line has control characters, or blanks before what may be a log line. */
  boolean needsCleaning(byte[] bytes, int start, int end) {
    if (start == end) {
      return false;
    }
    if (Bytes.startsWith(bytes, start, end, BYTE_ORDER_MARK)) {
      return true;
    }
    int first = start;
    while (first < end && (bytes[first] == ' ' || bytes[first] == '\t')) {
      first++;
    }
    if (first > start && first < end && (bytes[first] == 'C' || isDigit(bytes[first]))) {
      return true;
    }
    int position = first;
    for (; position + Long.BYTES <= end; position += Long.BYTES) {
      if (Bytes.mayHaveControls(word(bytes, position)) && hasControls(bytes, position, end)) {
        return true;
      }
    }
    return hasControls(bytes, position, end);
  }

  private static boolean hasControls(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      if (isControl(bytes[i])) {
        return true;
      }
    }
    return false;
  }

  /** Takes them out, in place, and returns where the line ends then. */
  int clean(byte[] bytes, int start, int end) {
    int from = Bytes.startsWith(bytes, start, end, BYTE_ORDER_MARK) ? start + 3 : start;
    int to = start;
    boolean begun = false;
    while (from < end) {
      byte b = bytes[from];
      if (b == ESCAPE) {
        from = escapeEnd(bytes, from, end);
        continue;
      }
      boolean blank = b == ' ' || b == '\t';
      if (!isControl(b) && (begun || !blank)) {
        begun = true;
        bytes[to++] = b;
      }
      from++;
    }
    return to;
  }

  /** {@code ESC [ … letter}, {@code ESC ] … BEL}, or two characters. */
  private static int escapeEnd(byte[] bytes, int escape, int end) {
    int position = escape + 1;
    if (position >= end) {
      return end;
    }
    boolean command = bytes[position] == ']';
    if (!command && bytes[position] != '[') {
      return position + 1;
    }
    position++;
    while (position < end) {
      byte b = bytes[position++];
      if (command ? b == BELL : b >= 0x40) {
        return position;
      }
    }
    return end;
  }

  private static boolean isControl(byte b) {
    return (b >= 0 && b < ' ' && b != '\t') || b == 0x7f;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
