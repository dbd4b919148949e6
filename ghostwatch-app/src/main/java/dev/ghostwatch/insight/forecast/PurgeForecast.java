package dev.ghostwatch.insight.forecast;

import dev.ghostwatch.model.server.BinlogFigures;
import dev.ghostwatch.model.server.BinlogFigures.BinlogFile;
import dev.ghostwatch.model.server.Growth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a binary log is purged, by age or by size, whichever comes first. */
public final class PurgeForecast {
  private PurgeForecast() {}

  /**
   * Seconds until the file is purged: 0 when it is gone already; null when nothing purges, or when
   * it cannot be said.
   *
   * @param file name of the file that is read, {@code mysql-bin.000123}
   */
  public static @Nullable Double seconds(BinlogFigures binlogs, String file, Instant now) {
    List<BinlogFile> files = binlogs.files();
    int place = -1;
    for (int i = 0; i < files.size(); i++) {
      place = files.get(i).name().equals(file) ? i : place;
    }
    if (place < 0) {
      return isOlder(file, binlogs.oldest()) ? Double.valueOf(0) : null;
    }
    Double byAge = byAge(binlogs, files.get(place), place == files.size() - 1, now);
    Double bySize = bySize(binlogs, place);
    if (byAge == null || bySize == null) {
      return byAge == null ? bySize : byAge;
    }
    return Math.min(byAge, bySize);
  }

  /** A file that is not listed may be of another server, or newer than the list. */
  private static boolean isOlder(String file, @Nullable BinlogFile oldest) {
    if (oldest == null) {
      return false;
    }
    int dot = file.lastIndexOf('.');
    int oldestDot = oldest.name().lastIndexOf('.');
    return dot > 0
        && oldestDot > 0
        && file.substring(0, dot).equals(oldest.name().substring(0, oldestDot))
        && file.length() == oldest.name().length()
        && file.compareTo(oldest.name()) < 0;
  }

  /** A server looks at ages when it begins a new file; a file's age counts from its last write. */
  private static @Nullable Double byAge(
      BinlogFigures binlogs, BinlogFile file, boolean newest, Instant now) {
    Long expire = binlogs.expireSeconds();
    if (expire == null) {
      return null;
    }
    if (newest) {
      return expire.doubleValue();
    }
    Instant closed = file.closedAt();
    return closed == null
        ? null
        : Double.valueOf(Math.max(0, expire - Duration.between(closed, now).toMillis() / 1000.0));
  }

  private static @Nullable Double bySize(BinlogFigures binlogs, int place) {
    Long most = binlogs.maxTotalBytes();
    Growth growth = binlogs.growth();
    if (most == null || growth == null || growth.perSecond() <= 0) {
      return null;
    }
    long since = 0;
    for (BinlogFile file : binlogs.files().subList(place, binlogs.files().size())) {
      since += file.bytes();
    }
    return Math.max(0, (most - since) / growth.perSecond());
  }
}
