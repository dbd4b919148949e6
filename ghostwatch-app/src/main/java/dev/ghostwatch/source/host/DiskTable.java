package dev.ghostwatch.source.host;

import dev.ghostwatch.model.host.DiskRates;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The disks of {@code /proc/diskstats}, by the numbers of their devices. */
record DiskTable(Map<Long, DiskCounters> counters, Set<Long> physical) {
  private static final DiskTable EMPTY = new DiskTable(Map.of(), Set.of());

  static DiskTable read(SystemFiles files) {
    String text = files.text(files.proc().resolve("diskstats"));
    if (text == null) {
      return EMPTY;
    }
    Map<Long, DiskCounters> counters = new HashMap<>();
    Set<Long> physical = new HashSet<>();
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      String line = text.substring(start, end);
      start = end + 1;
      DiskCounters disk = DiskCounters.parse(line);
      if (disk == null || disk.reads() + disk.writes() == 0) {
        continue;
      }
      long number = number(Columns.count(line, 0), Columns.count(line, 1));
      counters.put(number, disk);
      // Partitions are not listed there; loops and what is stacked on disks have no device.
      if (Files.exists(
          files.sys().resolve("block").resolve(Columns.word(line, 2)).resolve("device"))) {
        physical.add(number);
      }
    }
    return new DiskTable(counters, physical);
  }

  static long number(long major, long minor) {
    return (major << 32) | minor;
  }

  /** The number of a device as the system packs it into a file's attributes. */
  static long unpacked(long device) {
    long major = ((device >> 8) & 0xfff) | ((device >> 32) & ~0xfffL);
    long minor = (device & 0xff) | ((device >> 12) & ~0xffL);
    return number(major, minor & 0xffff_ffffL);
  }

  @Nullable DiskRates rates(long number, DiskTable before, double seconds) {
    DiskCounters now = counters.get(number);
    DiskCounters then = before.counters.get(number);
    return now == null || then == null || !(seconds > 0) ? null : now.since(then, seconds);
  }

  /** All physical disks together. */
  @Nullable DiskRates allRates(DiskTable before, double seconds) {
    DiskRates sum = null;
    for (long number : physical) {
      DiskRates rates = rates(number, before, seconds);
      if (rates != null) {
        sum = sum == null ? rates : plus(sum, rates);
      }
    }
    return sum;
  }

  private static DiskRates plus(DiskRates one, DiskRates other) {
    return new DiskRates(
        one.readsPerSecond() + other.readsPerSecond(),
        one.writesPerSecond() + other.writesPerSecond(),
        one.readBytesPerSecond() + other.readBytesPerSecond(),
        one.writtenBytesPerSecond() + other.writtenBytesPerSecond(),
        Math.max(one.busyRatio(), other.busyRatio()));
  }
}
