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
 * Gathers a sample from the lines that wrappers and old scripts print: {@code [info] Migrated rows:
 * 1234567 / 5000000 (24.7%)}, with the coordinates, the ETA and the lag on lines of their own.
 */
final class BracketedDialect {

  private static final String ROWS = "Migrated rows: ";
  private static final String ETA = "ETA: ";
  private static final String COORDINATES = "binlog coordinates: ";
  private static final String LAG = "lag is ";
  private static final String THROTTLING = ", throttling";

  private @Nullable String text;
  private @Nullable Long rowsCopied;
  private @Nullable Long rowsEstimate;
  private @Nullable Double percent;
  private @Nullable Coordinates coordinates;
  private @Nullable Double lagSeconds;
  private @Nullable ThrottleReason throttle;
  private @Nullable ReportedEta eta;

  /** Forgets the sample: a line of real gh-ost came after it. */
  void reset() {
    text = null;
    rowsCopied = null;
    rowsEstimate = null;
    percent = null;
    coordinates = null;
    lagSeconds = null;
    throttle = null;
    eta = null;
  }

  /** The sample so far; null while the rows are not known. */
  @Nullable StatusLine line() {
    if (text == null) {
      return null;
    }
    return new StatusLine(
        text,
        rowsCopied,
        rowsEstimate,
        percent,
        null,
        null,
        null,
        null,
        null,
        coordinates,
        lagSeconds,
        null,
        throttle == null ? null : MigrationState.THROTTLED,
        throttle,
        eta);
  }

  /** Whether the line belongs to the dialect. */
  boolean read(String line) {
    String message = line.substring(LogPrefix.skip(line)).strip();
    if (message.startsWith(ROWS)) {
      return readRows(message);
    }
    if (message.startsWith(ETA)) {
      eta = ReportedEta.parse(message.substring(ETA.length()).strip());
      return true;
    }
    if (message.startsWith(COORDINATES)) {
      coordinates = Coordinates.parse(message.substring(COORDINATES.length()));
      return true;
    }
    return message.startsWith(LAG) && readLag(message);
  }

  /** {@code 1234567 / 5000000 (24.7%)} or {@code 1234567, ETA: 2h34m12s}. */
  private boolean readRows(String message) {
    int from = ROWS.length();
    int end = from;
    while (end < message.length() && message.charAt(end) >= '0' && message.charAt(end) <= '9') {
      end++;
    }
    Long rows = Numbers.parseLong(message, from, end);
    if (rows == null) {
      return false;
    }
    if (rowsCopied != null && !rows.equals(rowsCopied)) {
      // Rows were copied since, so it does not hold still any more.
      throttle = null;
    }
    rowsCopied = rows;
    text = message;
    String rest = message.substring(end);
    if (rest.startsWith(" / ")) {
      readEstimate(rest.substring(" / ".length()));
    } else if (rest.startsWith(", " + ETA)) {
      eta = ReportedEta.parse(rest.substring(", ".length() + ETA.length()).strip());
    }
    return true;
  }

  private void readEstimate(String text) {
    int blank = text.indexOf(' ');
    rowsEstimate = Numbers.parseLong(text, 0, blank < 0 ? text.length() : blank);
    int open = text.indexOf('(');
    int close = text.indexOf("%)");
    percent = open >= 0 && close > open ? Numbers.parseDecimal(text, open + 1, close) : null;
  }

  /**
   * {@code lag is 2.1s, > max-lag of 1.5s}, with {@code , throttling} when it holds still for that.
   */
  private boolean readLag(String message) {
    int comma = message.indexOf(',');
    String figure = message.substring(LAG.length(), comma < 0 ? message.length() : comma);
    Duration lag = GoDuration.parse(figure.strip());
    if (lag == null) {
      return false;
    }
    double seconds = lag.toNanos() / 1e9;
    lagSeconds = seconds;
    if (message.endsWith(THROTTLING)) {
      String reason = message.substring(0, message.length() - THROTTLING.length());
      throttle = new ThrottleReason.Lag(reason, seconds);
    }
    return true;
  }
}
