package dev.ghostwatch.client.status;

import dev.ghostwatch.client.value.Coordinates;
import dev.ghostwatch.client.value.GoDuration;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.Numbers;
import dev.ghostwatch.client.value.ReportedEta;
import dev.ghostwatch.client.value.ThrottleReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Takes a status line apart from left to right, except for the ETA, which is found from the end: a
 * throttle reason before it is free text and may contain any separator.
 *
 * <pre>
 * Copy: N/N P%; Applied: N; Backlog: N/N; Time: D(total), D(copy); streamer: C; Lag: Ss, HeartbeatLag: Ss, State: S; ETA: E
 * Copy: N/N P%; Applied: N; Backlog: N/N; Elapsed: D(copy), D(total); streamer: C; ETA: S-or-E
 * </pre>
 */
final class StatusLineParser {

  private static final String COPY = "Copy: ";
  private static final String APPLIED = "Applied: ";
  private static final String BACKLOG = "Backlog: ";
  private static final String TIME = "Time: ";
  private static final String ELAPSED = "Elapsed: ";
  private static final String STREAMER = "streamer: ";
  private static final String LAG = "Lag: ";
  private static final String HEARTBEAT_LAG = "HeartbeatLag: ";
  private static final String STATE = "State: ";
  private static final String ETA = "; ETA: ";
  private static final String LOG_SUFFIX = " []";
  private static final String THROTTLED = "throttled, ";

  private final String text;

  /** Where the part before the ETA ends. */
  private final int limit;

  private @Nullable Long rowsCopied;
  private @Nullable Long rowsEstimate;
  private @Nullable Double percent;
  private @Nullable Long dmlApplied;
  private @Nullable Long backlog;
  private @Nullable Long backlogCapacity;
  private @Nullable Duration elapsed;
  private @Nullable Duration copyTime;
  private @Nullable Coordinates coordinates;
  private @Nullable Double lagSeconds;
  private @Nullable Double heartbeatLagSeconds;
  private boolean stateSeen;
  private @Nullable MigrationState state;
  private @Nullable ThrottleReason throttle;
  private @Nullable ReportedEta eta;

  private StatusLineParser(String text, int limit) {
    this.text = text;
    this.limit = limit;
  }

  static @Nullable StatusLine parse(String line) {
    int start = LogPrefix.skip(line);
    if (!line.startsWith(COPY, start)) {
      return null;
    }
    int end = withoutBlanks(line, start, line.length());
    if (start > 0 && line.startsWith(LOG_SUFFIX, end - LOG_SUFFIX.length())) {
      end = withoutBlanks(line, start, end - LOG_SUFFIX.length());
    }
    String text = line.substring(start, Math.max(start, end));
    int etaStart = text.lastIndexOf(ETA);
    StatusLineParser parser =
        new StatusLineParser(text, etaStart < 0 ? lastSeparator(text) : etaStart);
    if (!parser.readFields()) {
      return null;
    }
    if (etaStart >= 0) {
      parser.readEta(text.substring(etaStart + ETA.length()));
    }
    return parser.build();
  }

  private static int withoutBlanks(String line, int start, int from) {
    int end = from;
    while (end > start && line.charAt(end - 1) <= ' ') {
      end--;
    }
    return end;
  }

  /**
   * A line without ETA is cut short, perhaps within a number: its last field is not to be trusted.
   */
  private static int lastSeparator(String text) {
    int separator = text.lastIndexOf("; ");
    return separator < 0 ? text.length() : separator;
  }

  private StatusLine build() {
    return new StatusLine(
        text,
        rowsCopied,
        rowsEstimate,
        percent,
        dmlApplied,
        backlog,
        backlogCapacity,
        elapsed,
        copyTime,
        coordinates,
        lagSeconds,
        heartbeatLagSeconds,
        state,
        throttle,
        eta);
  }

  /** False when the line only begins like a status line. */
  private boolean readFields() {
    int end = endOf("; ", Math.min(COPY.length(), limit), limit);
    readCopy(COPY.length(), end);
    boolean appliedSeen = text.startsWith(APPLIED, end + 2);
    if (rowsEstimate == null && !appliedSeen) {
      return false;
    }
    int position = end;
    while (position < limit) {
      // Every separator is two characters wide: "; ", or ", " after a lag.
      position = readField(position + 2);
    }
    return true;
  }

  /** Reads the field at the position and returns where it ends. */
  private int readField(int start) {
    if (at(STATE, start)) {
      stateSeen = true;
      readState(text.substring(start + STATE.length(), limit));
      return limit;
    }
    if (at(LAG, start)) {
      int end = endOf(", ", start, endOf("; ", start, limit));
      lagSeconds = seconds(start + LAG.length(), end);
      return end;
    }
    if (at(HEARTBEAT_LAG, start)) {
      int end = endOf(", ", start, endOf("; ", start, limit));
      heartbeatLagSeconds = seconds(start + HEARTBEAT_LAG.length(), end);
      return end;
    }
    int end = endOf("; ", start, limit);
    if (at(APPLIED, start)) {
      dmlApplied = Numbers.parseLong(text, start + APPLIED.length(), end);
    } else if (at(BACKLOG, start)) {
      int from = start + BACKLOG.length();
      int slash = endOf("/", from, end);
      backlog = Numbers.parseLong(text, from, slash);
      backlogCapacity = Numbers.parseLong(text, slash + 1, end);
    } else if (at(TIME, start)) {
      readTimes(start + TIME.length(), end);
    } else if (at(ELAPSED, start)) {
      readTimes(start + ELAPSED.length(), end);
    } else if (at(STREAMER, start)) {
      coordinates = Coordinates.parse(text.substring(start + STREAMER.length(), end));
    }
    return end;
  }

  private boolean at(String name, int position) {
    return position + name.length() <= limit && text.startsWith(name, position);
  }

  /** Where the separator is next found, else the end. */
  private int endOf(String separator, int from, int to) {
    int found = from > to ? -1 : text.indexOf(separator, from, to);
    return found < 0 ? to : found;
  }

  private void readCopy(int from, int to) {
    int slash = endOf("/", from, to);
    int blank = endOf(" ", slash, to);
    rowsCopied = Numbers.parseLong(text, from, slash);
    if (blank == to) {
      // The line is cut short here, perhaps within the number.
      return;
    }
    rowsEstimate = Numbers.parseLong(text, slash + 1, blank);
    if (text.charAt(to - 1) == '%') {
      percent = Numbers.parseDecimal(text, blank + 1, to - 1);
    }
  }

  private void readTimes(int from, int to) {
    int position = from;
    while (position < to) {
      int end = endOf(", ", position, to);
      int bracket = endOf("(", position, end);
      if (text.startsWith("(total)", bracket)) {
        elapsed = GoDuration.parse(text.substring(position, bracket));
      } else if (text.startsWith("(copy)", bracket)) {
        copyTime = GoDuration.parse(text.substring(position, bracket));
      }
      position = end + 2;
    }
  }

  private @Nullable Double seconds(int from, int to) {
    return to > from && text.charAt(to - 1) == 's'
        ? Numbers.parseDecimal(text, from, to - 1)
        : null;
  }

  private void readState(String words) {
    state = MigrationState.parse(words);
    if (state == null && words.startsWith(THROTTLED)) {
      state = MigrationState.THROTTLED;
      throttle = ThrottleReason.parse(words.substring(THROTTLED.length()));
    }
  }

  /** The oldest releases have no State and say it in the place of the ETA. */
  private void readEta(String words) {
    if (!stateSeen) {
      readState(words);
      if (state != null) {
        return;
      }
    }
    eta = ReportedEta.parse(words);
  }
}
