package dev.ghostwatch.insight.forecast;

import dev.ghostwatch.model.server.BinlogFigures;
import dev.ghostwatch.model.server.Growth;
import dev.ghostwatch.model.server.TableFigures;
import org.jspecify.annotations.Nullable;

/**
 * When a volume is full that holds a server's binary logs and the ghost table.
 *
 * @param seconds until it is full; null when it does not fill up or that is not known
 * @param watchedSeconds over how long the growth was seen that this rests on; null for the rows of
 *     the copy alone
 * @param tooEarly whether it fills up, but was not watched long enough to say when it is full
 */
public record VolumeForecast(
    @Nullable Double seconds, @Nullable Double watchedSeconds, boolean tooEarly) {
  /** Growth that was watched this long is steady enough for any time ahead. */
  private static final double STEADY_SECONDS = 300;

  /** Until then nothing is said of more than so many times what was watched. */
  private static final double AHEAD = 5;

  private static final VolumeForecast NOTHING = new VolumeForecast(null, null, false);

  /**
   * The forecast: the earliest end that one of these can be trusted to tell – the rows of the copy,
   * those with the binary logs, and what was seen to go.
   *
   * @param freeBytes what can still be written
   * @param binlogs growth of the binary logs; null when not known
   * @param table the original, whose rows the ghost table gets; null when not known
   * @param rowsPerSecond rows copied a second; null when not known
   * @param watched by how much what is free was seen to get less; null when nobody watched. It
   *     counts when it is more than what logs and rows explain
   */
  public static VolumeForecast of(
      long freeBytes,
      @Nullable BinlogFigures binlogs,
      @Nullable TableFigures table,
      @Nullable Double rowsPerSecond,
      @Nullable Growth watched) {
    double rows = rowGrowth(table, rowsPerSecond);
    Growth logs = logGrowth(binlogs);
    VolumeForecast alone = at(freeBytes, rows, null);
    VolumeForecast both =
        logs == null ? NOTHING : at(freeBytes, rows + logs.perSecond(), logs.watchedSeconds());
    VolumeForecast seen =
        watched == null ? NOTHING : at(freeBytes, watched.perSecond(), watched.watchedSeconds());
    return sooner(sooner(alone, both), seen);
  }

  private static VolumeForecast at(long free, double growth, @Nullable Double watched) {
    if (growth <= 0) {
      return NOTHING;
    }
    double seconds = free / growth;
    return watched == null || watched >= STEADY_SECONDS || seconds <= AHEAD * watched
        ? new VolumeForecast(seconds, watched, false)
        : new VolumeForecast(null, null, true);
  }

  private static VolumeForecast sooner(VolumeForecast one, VolumeForecast other) {
    if (one.seconds == null || other.seconds == null) {
      return one.seconds != null || (other.seconds == null && one.tooEarly) ? one : other;
    }
    return other.seconds < one.seconds ? other : one;
  }

  /** Where size purges, old files go as new ones come. */
  private static @Nullable Growth logGrowth(@Nullable BinlogFigures binlogs) {
    if (binlogs == null || binlogs.growth() == null) {
      return null;
    }
    Long most = binlogs.maxTotalBytes();
    return most != null && binlogs.totalBytes() >= most ? null : binlogs.growth();
  }

  /** Bytes a second; a row takes its part of the secondary indexes too. 0 when not known. */
  private static double rowGrowth(@Nullable TableFigures table, @Nullable Double rowsPerSecond) {
    if (table == null || rowsPerSecond == null) {
      return 0;
    }
    Long bytes = table.totalBytes();
    Long rows = table.rows();
    return bytes == null || rows == null || rows <= 0 ? 0 : rowsPerSecond * bytes / rows;
  }
}
