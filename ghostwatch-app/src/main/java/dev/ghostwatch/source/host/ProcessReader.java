package dev.ghostwatch.source.host;

import dev.ghostwatch.model.host.ProcessFigures;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what gh-ost processes take, each time since the time before: two small files each. Not for
 * several threads.
 */
public final class ProcessReader {
  /** The kernel scales to hundredths of a second whatever its own tick is. */
  private static final double TICKS = 100;

  /** Columns behind the closing bracket of the name, where the state is column 0. */
  private static final int USER_TICKS = 11;

  private static final int SYSTEM_TICKS = 12;
  private static final int THREADS = 17;
  private static final int START = 19;
  private static final int RESIDENT_PAGES = 21;

  private final SystemFiles files;
  private final InstantSource clock;
  private final int pageSize;
  private Map<Long, Look> before = Map.of();

  /**
   * @param start tells a later process of the same number apart
   * @param read -1 when not readable
   */
  private record Look(double uptime, long start, long ticks, long read, long written) {}

  /** Reads this host's processes. */
  public ProcessReader(InstantSource clock) {
    this(Path.of("/proc"), clock);
  }

  /** Reads a tree laid out like {@code /proc}. */
  public ProcessReader(Path proc, InstantSource clock) {
    this.files = new SystemFiles(proc, proc);
    this.clock = clock;
    this.pageSize = files.pageSize();
  }

  /** Looks once at these processes; those that are gone are left out. */
  public List<ProcessFigures> read(Collection<Long> pids) {
    List<ProcessFigures> all = new ArrayList<>(pids.size());
    Map<Long, Look> looks = new HashMap<>();
    double uptime = files.uptime();
    for (long pid : pids) {
      ProcessFigures figures = read(pid, uptime, looks);
      if (figures != null) {
        all.add(figures);
      }
    }
    before = looks;
    return all;
  }

  private @Nullable ProcessFigures read(long pid, double uptime, Map<Long, Look> looks) {
    Path folder = files.proc().resolve(Long.toString(pid));
    String stat = files.text(folder.resolve("stat"));
    int bracket = stat == null ? -1 : stat.lastIndexOf(')');
    if (stat == null || bracket < 0) {
      return null;
    }
    String columns = stat.substring(bracket + 1);
    String io = files.text(folder.resolve("io"));
    Look now =
        new Look(
            uptime,
            Columns.count(columns, START),
            Columns.count(columns, USER_TICKS) + Columns.count(columns, SYSTEM_TICKS),
            io == null ? -1 : Columns.labelled(io, "read_bytes:"),
            io == null ? -1 : Columns.labelled(io, "write_bytes:"));
    Look then = before.get(pid);
    looks.put(pid, now);
    double seconds = then == null || then.start != now.start ? 0 : now.uptime - then.uptime;
    return new ProcessFigures(
        pid,
        clock.instant(),
        then == null ? null : rate(then.ticks / TICKS, now.ticks / TICKS, seconds),
        Math.max(0, Columns.count(columns, RESIDENT_PAGES)) * pageSize,
        Columns.count(columns, THREADS),
        then == null ? null : rate((double) then.read, (double) now.read, seconds),
        then == null ? null : rate((double) then.written, (double) now.written, seconds));
  }

  private static @Nullable Double rate(double then, double now, double seconds) {
    return seconds > 0 && then >= 0 && now >= then ? (now - then) / seconds : null;
  }
}
