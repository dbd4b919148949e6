package dev.ghostwatch.history.csv;

import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.SampleRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of CSV in the classic columns of gh-ost data collectors: seconds of the epoch, local time,
 * rows, percent, seconds left, lag in milliseconds, chunk size, load average. What is not known is
 * empty, and so are the 100 % and 0 s that gh-ost says of a table that it estimated as empty.
 */
public final class ClassicCsv {
  /** The first line. */
  public static final String HEADER =
      "timestamp,datetime,migrated_rows,progress_pct,eta_seconds,lag_ms,chunk_size,load_avg";

  /** The figures that the columns are made of. */
  public static final List<Column> COLUMNS =
      List.of(
          Column.ROWS_COPIED,
          Column.ROWS_ESTIMATE,
          Column.PERCENT,
          Column.ETA_SECONDS,
          Column.LAG_SECONDS,
          Column.CHUNK_SIZE,
          Column.LOAD_AVERAGE);

  private ClassicCsv() {}

  /** A sample as a line, without its end. */
  public static String line(SampleRow sample, ZoneId zone) {
    Double lag = sample.get(Column.LAG_SECONDS);
    return Math.floorDiv(sample.millis(), 1000L)
        + ","
        + localTime(sample.at(), zone)
        + ","
        + figure(sample, Column.ROWS_COPIED)
        + ","
        + percent(sample)
        + ","
        + (isEstimatedAsEmpty(sample) ? "" : figure(sample, Column.ETA_SECONDS))
        + ","
        + (lag == null ? "" : String.valueOf(Math.round(lag * 1000)))
        + ","
        + figure(sample, Column.CHUNK_SIZE)
        + ","
        + figure(sample, Column.LOAD_AVERAGE);
  }

  /** The percent; empty also where it rests on an estimate of no rows. */
  public static String percent(SampleRow sample) {
    return isEstimatedAsEmpty(sample) ? "" : figure(sample, Column.PERCENT);
  }

  private static boolean isEstimatedAsEmpty(SampleRow sample) {
    Double estimate = sample.get(Column.ROWS_ESTIMATE);
    return estimate != null && estimate == 0;
  }

  /** A figure as a plain number; empty when it is not known. */
  public static String figure(SampleRow sample, Column column) {
    return number(sample.get(column));
  }

  private static String number(@Nullable Double value) {
    if (value == null) {
      return "";
    }
    BigDecimal plain = BigDecimal.valueOf(value).stripTrailingZeros();
    return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
  }

  /** {@code 2026-11-22 13:08:06}. */
  public static String localTime(Instant time, ZoneId zone) {
    LocalDateTime local = LocalDateTime.ofInstant(time, zone);
    StringBuilder out = new StringBuilder(19);
    pad(out, local.getYear(), 4).append('-');
    pad(out, local.getMonthValue(), 2).append('-');
    pad(out, local.getDayOfMonth(), 2).append(' ');
    pad(out, local.getHour(), 2).append(':');
    pad(out, local.getMinute(), 2).append(':');
    return pad(out, local.getSecond(), 2).toString();
  }

  private static StringBuilder pad(StringBuilder out, int number, int digits) {
    String text = Integer.toString(number);
    out.repeat('0', Math.max(0, digits - text.length()));
    return out.append(text);
  }
}
