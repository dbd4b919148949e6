package dev.ghostwatch.source.host;

import dev.ghostwatch.model.host.DiskRates;
import dev.ghostwatch.model.host.HostFigures;
import dev.ghostwatch.model.host.VolumeFigures;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads how busy this host is, each time since the time before. Five small files a look, and one
 * question about each volume; a volume of a file server that does not answer holds a look up. Where
 * there is no {@code /proc} all is unknown. Not for several threads.
 */
public final class HostReader {
  private static final int USER = 1;
  private static final int IDLE = 4;
  private static final int IO_WAIT = 5;
  private static final int STEAL = 8;

  private final SystemFiles files;
  private final InstantSource clock;
  private @Nullable Look before;

  private record Cpu(long busy, long ioWait, long total) {}

  private record Look(double uptime, @Nullable Cpu cpu, DiskTable disks) {}

  /** Reads this host. */
  public HostReader(InstantSource clock) {
    this(Path.of("/proc"), Path.of("/sys"), clock);
  }

  /** Reads trees laid out like {@code /proc} and {@code /sys}. */
  public HostReader(Path proc, Path sys, InstantSource clock) {
    this.files = new SystemFiles(proc, sys);
    this.clock = clock;
  }

  /** Looks once. */
  public HostFigures read(List<Path> volumes) {
    String stat = files.text(files.proc().resolve("stat"));
    String load = files.text(files.proc().resolve("loadavg"));
    String memory = files.text(files.proc().resolve("meminfo"));
    Look now = new Look(files.uptime(), stat == null ? null : cpu(stat), DiskTable.read(files));
    Look then = before;
    before = now;
    double seconds = then == null ? Double.NaN : now.uptime - then.uptime;
    Cpu used =
        then == null || now.cpu == null || then.cpu == null ? null : since(now.cpu, then.cpu);
    List<VolumeFigures> figures = new ArrayList<>(volumes.size());
    for (Path volume : volumes) {
      figures.add(volume(volume, now, then, seconds));
    }
    Long swap = memory == null ? null : bytes(memory, "SwapTotal:");
    Long swapFree = memory == null ? null : bytes(memory, "SwapFree:");
    return new HostFigures(
        clock.instant(),
        stat == null ? Runtime.getRuntime().availableProcessors() : cores(stat),
        load == null ? null : Columns.decimal(load, 0),
        load == null ? null : Columns.decimal(load, 1),
        load == null ? null : Columns.decimal(load, 2),
        used == null ? null : (double) used.busy / used.total,
        used == null ? null : (double) used.ioWait / used.total,
        memory == null ? null : bytes(memory, "MemTotal:"),
        memory == null ? null : bytes(memory, "MemAvailable:"),
        swap == null || swapFree == null ? null : swap - swapFree,
        then == null ? null : now.disks.allRates(then.disks, seconds),
        figures);
  }

  private static Cpu cpu(String stat) {
    long total = 0;
    // Guests are counted in user time already.
    for (int column = USER; column <= STEAL; column++) {
      total += Math.max(0, Columns.count(stat, column));
    }
    long idle = Math.max(0, Columns.count(stat, IDLE));
    long ioWait = Math.max(0, Columns.count(stat, IO_WAIT));
    return new Cpu(total - idle - ioWait, ioWait, total);
  }

  private static @Nullable Cpu since(Cpu now, Cpu then) {
    long total = now.total - then.total;
    // The kernel lets the time waited for disks go back at times.
    return total <= 0
        ? null
        : new Cpu(
            Math.clamp(now.busy - then.busy, 0, total),
            Math.clamp(now.ioWait - then.ioWait, 0, total),
            total);
  }

  private static int cores(String stat) {
    int cores = 0;
    for (int at = stat.indexOf("\ncpu"); at >= 0; at = stat.indexOf("\ncpu", at + 1)) {
      cores++;
    }
    return Math.max(1, cores);
  }

  private static @Nullable Long bytes(String memory, String label) {
    long kilobytes = Columns.labelled(memory, label);
    return kilobytes < 0 ? null : Long.valueOf(kilobytes * 1024);
  }

  private static VolumeFigures volume(Path volume, Look now, @Nullable Look then, double seconds) {
    try {
      FileStore store = Files.getFileStore(volume);
      Object device = Files.getAttribute(volume, "unix:dev");
      DiskRates rates =
          then != null && device instanceof Long number
              ? now.disks.rates(DiskTable.unpacked(number), then.disks, seconds)
              : null;
      return new VolumeFigures(volume, store.getTotalSpace(), store.getUsableSpace(), rates, null);
    } catch (IOException | UnsupportedOperationException e) {
      return new VolumeFigures(
          volume,
          null,
          null,
          null,
          "cannot read the free space at "
              + volume
              + ": "
              + e.getClass().getSimpleName()
              + " ("
              + e.getMessage()
              + ")");
    }
  }
}
