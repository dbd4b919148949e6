package dev.ghostwatch.source.host;

import dev.ghostwatch.model.host.DiskRates;
import org.jspecify.annotations.Nullable;

/**
 * What a disk has done since the system started; the kernel counts sectors of 512 bytes whatever
 * the disk's own are.
 */
record DiskCounters(
    long reads, long readSectors, long writes, long writtenSectors, long busyMillis) {
  private static final int SECTOR = 512;
  private static final double MILLIS = 1000;

  /** A line of {@code /proc/diskstats}; null when it is none. */
  static @Nullable DiskCounters parse(String line) {
    DiskCounters counters =
        new DiskCounters(
            Columns.count(line, 3),
            Columns.count(line, 5),
            Columns.count(line, 7),
            Columns.count(line, 9),
            Columns.count(line, 12));
    return counters.busyMillis < 0 ? null : counters;
  }

  /** Null when the counters began anew, as of a disk that was taken out. */
  @Nullable DiskRates since(DiskCounters before, double seconds) {
    if (reads < before.reads || writes < before.writes || busyMillis < before.busyMillis) {
      return null;
    }
    return new DiskRates(
        (reads - before.reads) / seconds,
        (writes - before.writes) / seconds,
        (double) (readSectors - before.readSectors) * SECTOR / seconds,
        (double) (writtenSectors - before.writtenSectors) * SECTOR / seconds,
        Math.min(1, (busyMillis - before.busyMillis) / MILLIS / seconds));
  }
}
