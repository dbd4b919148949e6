package dev.ghostwatch.insight.forecast;

import dev.ghostwatch.model.server.BinlogFigures;
import dev.ghostwatch.model.server.TableFigures;
import org.jspecify.annotations.Nullable;

/** When a volume is full that holds a server's binary logs and the ghost table. */
public final class VolumeForecast {
  private VolumeForecast() {}

  /**
   * Seconds until it is full; null when it does not fill up or that is not known.
   *
   * @param freeBytes what can still be written
   * @param binlogs growth of the binary logs; null when not known
   * @param table the original, whose rows the ghost table gets; null when not known
   * @param rowsPerSecond rows copied a second; null when not known
   * @param watched by how many bytes a second what is free was seen to get less; null when nobody
   *     watched. It counts when it is more than what logs and rows explain
   */
  public static @Nullable Double seconds(
      long freeBytes,
      @Nullable BinlogFigures binlogs,
      @Nullable TableFigures table,
      @Nullable Double rowsPerSecond,
      @Nullable Double watched) {
    Double logs = logGrowth(binlogs);
    Double rows = rowGrowth(table, rowsPerSecond);
    if (logs == null && rows == null && watched == null) {
      return null;
    }
    double growth =
        Math.max(
            (logs == null ? 0 : logs) + (rows == null ? 0 : rows), watched == null ? 0 : watched);
    return growth <= 0 ? null : Double.valueOf(freeBytes / growth);
  }

  /** Where size purges, old files go as new ones come. */
  private static @Nullable Double logGrowth(@Nullable BinlogFigures binlogs) {
    if (binlogs == null || binlogs.bytesPerSecond() == null) {
      return null;
    }
    Long most = binlogs.maxTotalBytes();
    return most != null && binlogs.totalBytes() >= most
        ? Double.valueOf(0)
        : binlogs.bytesPerSecond();
  }

  /** A row takes its part of the secondary indexes too. */
  private static @Nullable Double rowGrowth(
      @Nullable TableFigures table, @Nullable Double rowsPerSecond) {
    if (table == null || rowsPerSecond == null) {
      return null;
    }
    Long bytes = table.totalBytes();
    Long rows = table.rows();
    return bytes == null || rows == null || rows <= 0
        ? null
        : Double.valueOf(rowsPerSecond * bytes / rows);
  }
}
