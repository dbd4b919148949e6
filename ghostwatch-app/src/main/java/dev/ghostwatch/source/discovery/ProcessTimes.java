package dev.ghostwatch.source.discovery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Works out when a process started, from its start in ticks and the boot time. */
final class ProcessTimes {

  /**
   * Clock ticks a second in {@code /proc}. The kernel scales to USER_HZ whatever its own tick is,
   * and that is 100 on every architecture that gh-ost is released for; asking {@code sysconf} would
   * need native code.
   */
  private static final long TICKS_PER_SECOND = 100;

  private final ProcFiles proc;
  private @Nullable Long bootSecond;
  private boolean isBootRead;

  ProcessTimes(ProcFiles proc) {
    this.proc = proc;
  }

  /** When it started, by the clock as it is set now; null when not known. */
  @Nullable Instant startedAt(@Nullable Long ticks) {
    Long boot = ticks == null ? null : bootSecond();
    return ticks == null || boot == null
        ? null
        : Instant.ofEpochSecond(boot)
            .plusMillis(Math.multiplyExact(ticks, 1000 / TICKS_PER_SECOND));
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
