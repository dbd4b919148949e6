package dev.ghostwatch.client.log;

import static dev.ghostwatch.client.log.Bytes.literal;
import static dev.ghostwatch.client.log.Bytes.mask;
import static dev.ghostwatch.client.log.Bytes.word;

import dev.ghostwatch.client.value.ThrottleReason;

/**
 * Reads a status line in the exact form that the releases print. Whatever deviates is left to
 * {@link dev.ghostwatch.client.status.StatusLine}, which understands more and takes longer.
 */
final class StatusScanner {

  private static final long COPY = literal("Copy: ");
  private static final long APPLIED = literal("; Applie");
  private static final long APPLIED_END = literal("d: ");
  private static final long BACKLOG = literal("; Backlo");
  private static final long BACKLOG_END = literal("g: ");
  private static final long TIME = literal("; Time: ");
  private static final long TOTAL = literal("(total),");
  private static final long COPY_TIME = literal("(copy); ");
  private static final long STREAMER = literal("streamer");
  private static final long LAG = literal("; Lag: ");
  private static final long STATE = literal("; State:");
  private static final long HEARTBEAT = literal("s, Heart");
  private static final long HEARTBEAT_END = literal("beatLag:");
  private static final long STATE_AFTER_LAG = literal("s, State");
  private static final long MIGRATING = literal("migratin");
  private static final long MIGRATING_END = literal("g; ETA: ");
  private static final long ETA = literal("; ETA: ");
  private static final long THROTTLED = literal("throttle");
  private static final long THROTTLED_END = literal("d, ");
  private static final byte[] POSTPONING = Bytes.ascii("postponing cut-over");
  private static final byte[] COUNTING = Bytes.ascii("counting rows");
  private static final int MOST_DIGITS = 18;
  private static final int MOST_DURATION_DIGITS = 9;

  long rows;
  long estimate;
  double percent;
  long applied;
  long backlog;
  long capacity;
  long total;
  long copy;
  long lagMillis;
  long heartbeatMillis;
  int state;
  int reasonStart;
  int reasonEnd;
  int coordinatesStart;
  int coordinatesEnd;
  long etaSeconds;

  /** Where the text of the line ends: before a trailing {@code []}. */
  int textEnd;

  private final ThrottleKinds kinds = new ThrottleKinds();
  private long value;

  /** The digits of the estimate read last, where they can be compared; the length is 0 if not. */
  private int estimateLength;

  private long estimateRead;
  private long estimateFirst;
  private long estimateLast;

  static boolean isStatus(byte[] bytes, int position) {
    return (word(bytes, position) & mask(6)) == COPY;
  }

  /**
   * Reads the status line that begins here.
   *
   * @param prefixed whether a date and a level stand before it, so that {@code []} may follow
   * @return where its line break is; -1 when it has another form
   */
  int scan(byte[] bytes, int start, boolean prefixed) {
    int position = counts(bytes, start + 6);
    if (position < 0) {
      return -1;
    }
    position = times(bytes, position);
    if (position < 0) {
      return -1;
    }
    coordinatesStart = position;
    position = coordinatesEnd(bytes, position);
    if (position < 0) {
      return -1;
    }
    coordinatesEnd = position;
    position = lags(bytes, position);
    return position < 0 || coordinatesEnd == coordinatesStart
        ? -1
        : stateAndEta(bytes, position, prefixed);
  }

  /** {@code N/N P%; Applied: N; Backlog: N/N}. */
  private int counts(byte[] bytes, int start) {
    int position = number(bytes, start);
    if (position < 0 || bytes[position] != '/') {
      return -1;
    }
    rows = value;
    position = estimate(bytes, position + 1);
    if (position < 0 || bytes[position] != ' ') {
      return -1;
    }
    position = number(bytes, position + 1);
    if (position < 0
        || bytes[position] != '.'
        || !isDigit(bytes[position + 1])
        || bytes[position + 2] != '%'
        || value > 1_000_000_000_000L) {
      return -1;
    }
    percent = (value * 10 + (bytes[position + 1] - '0')) / 10.0;
    position += 3;
    if (word(bytes, position) != APPLIED || (word(bytes, position + 8) & mask(3)) != APPLIED_END) {
      return -1;
    }
    position = number(bytes, position + 11);
    if (position < 0
        || word(bytes, position) != BACKLOG
        || (word(bytes, position + 8) & mask(3)) != BACKLOG_END) {
      return -1;
    }
    applied = value;
    position = number(bytes, position + 11);
    if (position < 0 || bytes[position] != '/') {
      return -1;
    }
    backlog = value;
    position = number(bytes, position + 1);
    capacity = value;
    return position;
  }

  /** The estimate mostly stays the same: its first digits are compared before they are read. */
  private int estimate(byte[] bytes, int start) {
    int end = start + estimateLength;
    if (estimateLength >= Long.BYTES
        && word(bytes, start) == estimateFirst
        && word(bytes, end - Long.BYTES) == estimateLast
        && !isDigit(bytes[end])) {
      estimate = estimateRead;
      return end;
    }
    int position = number(bytes, start);
    estimate = value;
    estimateRead = value;
    estimateLength = position < 0 ? 0 : position - start;
    if (estimateLength >= Long.BYTES && estimateLength <= 2 * Long.BYTES) {
      estimateFirst = word(bytes, start);
      estimateLast = word(bytes, position - Long.BYTES);
    } else {
      estimateLength = 0;
    }
    return position;
  }

  /** {@code ; Time: D(total), D(copy); streamer: }. Both times are mostly the same. */
  private int times(byte[] bytes, int start) {
    if (word(bytes, start) != TIME) {
      return -1;
    }
    int position = duration(bytes, start + 8);
    if (position < 0 || word(bytes, position) != TOTAL || bytes[position + 8] != ' ') {
      return -1;
    }
    total = value;
    int totalStart = start + 8;
    int totalLength = position - totalStart;
    int copyStart = position + 9;
    position = copyStart + totalLength;
    if (totalLength > Long.BYTES
        || ((word(bytes, totalStart) ^ word(bytes, copyStart)) & mask(totalLength)) != 0
        || isDigit(bytes[position])) {
      position = duration(bytes, copyStart);
    }
    if (position < 0
        || word(bytes, position) != COPY_TIME
        || word(bytes, position + 8) != STREAMER
        || bytes[position + 16] != ':'
        || bytes[position + 17] != ' ') {
      return -1;
    }
    copy = value;
    return position + 18;
  }

  /** Where the first semicolon with a blank behind it is; -1 when the line has none. */
  private static int coordinatesEnd(byte[] bytes, int start) {
    int position = Bytes.semicolonOrLineEnd(bytes, start);
    while (bytes[position] == ';') {
      if (bytes[position + 1] == ' ') {
        return position;
      }
      position = Bytes.semicolonOrLineEnd(bytes, position + 1);
    }
    return -1;
  }

  /** Up to and with {@code State: }. */
  private int lags(byte[] bytes, int start) {
    lagMillis = LineBatch.NONE;
    heartbeatMillis = LineBatch.NONE;
    if (word(bytes, start) == STATE && bytes[start + 8] == ' ') {
      return start + 9;
    }
    if ((word(bytes, start) & mask(7)) != LAG) {
      return -1;
    }
    int position = hundredths(bytes, start + 7);
    if (position < 0) {
      return -1;
    }
    lagMillis = value;
    if (word(bytes, position) == HEARTBEAT) {
      if (word(bytes, position + 8) != HEARTBEAT_END || bytes[position + 16] != ' ') {
        return -1;
      }
      position = hundredths(bytes, position + 17);
      if (position < 0) {
        return -1;
      }
      heartbeatMillis = value;
    }
    return word(bytes, position) == STATE_AFTER_LAG
            && bytes[position + 8] == ':'
            && bytes[position + 9] == ' '
        ? position + 10
        : -1;
  }

  private int stateAndEta(byte[] bytes, int start, boolean prefixed) {
    reasonStart = start;
    reasonEnd = start;
    if (word(bytes, start) == MIGRATING && word(bytes, start + 8) == MIGRATING_END) {
      state = SampleState.MIGRATING;
      return eta(bytes, start + 16, prefixed);
    }
    int lineEnd = Bytes.lineEnd(bytes, start);
    int etaStart = lineEnd - 7;
    while (etaStart >= start && (word(bytes, etaStart) & mask(7)) != ETA) {
      etaStart--;
    }
    if (etaStart < start) {
      return -1;
    }
    if (word(bytes, start) == THROTTLED
        && (word(bytes, start + 8) & mask(3)) == THROTTLED_END
        && etaStart >= start + 11) {
      reasonStart = start + 11;
      reasonEnd = etaStart;
      ThrottleReason.Kind kind = kinds.of(bytes, reasonStart, reasonEnd);
      state = SampleState.throttled(kind);
    } else if (etaStart - start == POSTPONING.length
        && Bytes.startsWith(bytes, start, etaStart, POSTPONING)) {
      state = SampleState.POSTPONING_CUT_OVER;
    } else if (etaStart - start == COUNTING.length
        && Bytes.startsWith(bytes, start, etaStart, COUNTING)) {
      state = SampleState.COUNTING_ROWS;
    } else {
      return -1;
    }
    return eta(bytes, etaStart + 7, prefixed);
  }

  private int eta(byte[] bytes, int start, boolean prefixed) {
    int position;
    if (bytes[start] == 'd' && bytes[start + 1] == 'u' && bytes[start + 2] == 'e') {
      etaSeconds = 0;
      position = start + 3;
    } else if (bytes[start] == 'N' && bytes[start + 1] == '/' && bytes[start + 2] == 'A') {
      etaSeconds = LineBatch.NONE;
      position = start + 3;
    } else {
      position = duration(bytes, start);
      if (position < 0) {
        return -1;
      }
      etaSeconds = value;
    }
    textEnd = position;
    if (bytes[position] == '\n') {
      return position;
    }
    return prefixed
            && bytes[position] == ' '
            && bytes[position + 1] == '['
            && bytes[position + 2] == ']'
            && bytes[position + 3] == '\n'
        ? position + 3
        : -1;
  }

  /** Digits into {@link #value}; where they end, or -1 when there are none or too many. */
  private int number(byte[] bytes, int start) {
    int position = start;
    long number = 0;
    int digit = bytes[position] - '0';
    while (digit >= 0 && digit <= 9) {
      number = number * 10 + digit;
      digit = bytes[++position] - '0';
    }
    value = number;
    return position == start || position - start > MOST_DIGITS ? -1 : position;
  }

  /** {@code 12.34} into {@link #value} as thousandths. */
  private int hundredths(byte[] bytes, int start) {
    int position = start + 1;
    value = (long) bytes[start] - '0';
    if (!isDigit(bytes[start]) || bytes[position] != '.') {
      position = number(bytes, start);
    }
    if (position < 0
        || bytes[position] != '.'
        || !isDigit(bytes[position + 1])
        || !isDigit(bytes[position + 2])
        || value > 1_000_000_000_000L) {
      return -1;
    }
    value = value * 1000 + (bytes[position + 1] - '0') * 100L + (bytes[position + 2] - '0') * 10L;
    return position + 3;
  }

  /** {@code 1h2m3s} into {@link #value} as seconds. */
  private int duration(byte[] bytes, int start) {
    int position = start;
    long seconds = 0;
    int digit = bytes[position] - '0';
    while (digit >= 0 && digit <= 9) {
      int part = position;
      long number = 0;
      do {
        number = number * 10 + digit;
        digit = bytes[++position] - '0';
      } while (digit >= 0 && digit <= 9);
      int unit = unit(digit + '0');
      if (unit == 0 || position - part > MOST_DURATION_DIGITS) {
        return -1;
      }
      seconds += number * unit;
      digit = bytes[++position] - '0';
    }
    value = seconds;
    return position == start ? -1 : position;
  }

  /** How many seconds the unit has; 0 when it is none. */
  private static int unit(int letter) {
    if (letter == 's') {
      return 1;
    }
    return letter == 'm' ? 60 : letter == 'h' ? 3600 : 0;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
