package dev.ghostwatch.source.discovery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Works out when a process started, from {@code /proc/PID/stat} and the boot time. */
final class ProcessTimes {

  /**
   * Clock ticks a second in {@code /proc}. The kernel scales to USER_HZ whatever its own tick is,
   * and that is 100 on every architecture that gh-ost is released for; asking {@code sysconf} would
   * need native code.
   */
  private static final long TICKS_PER_SECOND = 100;

  /**
   * Fields behind the closing bracket of the name: the state is field 3, so the parent (4) and the
   * start (22) are:
   */
  private static final int PARENT_FIELD = 4 - 3;

  private static final int START_FIELD = 22 - 3;

  private final ProcFiles proc;
  private @Nullable Long bootSecond;
  private boolean isBootRead;

  ProcessTimes(ProcFiles proc) {
    this.proc = proc;
  }

  /** What {@code stat} tells of a process. */
  record Stat(long parentPid, @Nullable Instant startedAt) {}

  Stat read(long pid) {
    String stat = proc.text(proc.process(pid).resolve("stat"));
    // The name is in brackets and may hold brackets and blanks itself.
    String fields = stat == null ? "" : stat.substring(stat.lastIndexOf(')') + 1).strip();
    Long parent = Fields.number(fields, PARENT_FIELD);
    Long ticks = Fields.number(fields, START_FIELD);
    Long boot = ticks == null ? null : bootSecond();
    Instant startedAt =
        ticks == null || boot == null
            ? null
            : Instant.ofEpochSecond(boot)
                .plusMillis(Math.multiplyExact(ticks, 1000 / TICKS_PER_SECOND));
    return new Stat(parent == null ? 0 : parent, startedAt);
  }

  private @Nullable Long bootSecond() {
    if (!isBootRead) {
      isBootRead = true;
      String stat = proc.text(proc.root().resolve("stat"));
      int line = stat == null ? -1 : ("\n" + stat).indexOf("\nbtime ");
      bootSecond = stat == null || line < 0 ? null : Fields.number(stat.substring(line), 1);
    }
    return bootSecond;
  }
}
