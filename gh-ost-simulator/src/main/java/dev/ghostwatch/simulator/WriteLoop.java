package dev.ghostwatch.simulator;

import java.util.function.LongUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * gh-ost's one writer: changes come first, a chunk is copied when none wait, and with neither it
 * sleeps a second. The sleep of nice-ratio follows a chunk and nothing is applied during it.
 */
final class WriteLoop {
  private static final long THROTTLE_NAP = 250_000;
  private static final long IDLE_NAP = 1_000_000;
  private static final double DRIFT_MICROS = 300e6;

  private enum Action {
    NONE,
    APPLYING,
    COPYING
  }

  private final Story story;
  private final GhostDialect dialect;
  private final RunSettings settings;
  private final World world;
  private final RandomGenerator random;
  private final LongUnaryOperator changes;

  private Action action = Action.NONE;
  private long actionStarted;
  private long actionEnds;
  private long actionRows;
  private long freeAt = IDLE_NAP;
  private boolean copyAllowed;
  private long backlog;
  private long rowsCopied;
  private long changesApplied;
  private long chunks;
  private long copyEndedAt = -1;
  private double slowness;
  private long slownessAsOf;

  /**
   * A loop that has not begun.
   *
   * @param changes reads on in the binary log: takes the room there is, gives the changes read
   */
  WriteLoop(
      Story story,
      GhostDialect dialect,
      RunSettings settings,
      World world,
      RandomGenerator random,
      LongUnaryOperator changes) {
    this.story = story;
    this.dialect = dialect;
    this.settings = settings;
    this.world = world;
    this.random = random;
    this.changes = changes;
  }

  void allowCopy(long now) {
    copyAllowed = true;
    freeAt = Math.max(freeAt, now + IDLE_NAP);
  }

  /** Takes in as many changes as there are and as there is room for. */
  void takeChanges() {
    backlog += changes.applyAsLong(dialect.backlogCapacity() - backlog);
  }

  /** Works until the given time. */
  void run(long end, boolean throttled) {
    while (true) {
      if (action != Action.NONE) {
        if (held()) {
          actionEnds = Math.max(actionEnds, end + 1);
        }
        if (actionEnds > end) {
          return;
        }
        finishAction();
      }
      if (freeAt >= end) {
        return;
      }
      if (throttled) {
        freeAt += THROTTLE_NAP;
      } else if (backlog > 0) {
        startApplying();
      } else if (copyAllowed && copyEndedAt < 0) {
        startCopying();
      } else {
        freeAt += IDLE_NAP;
      }
    }
  }

  private boolean held() {
    return switch (action) {
      case NONE -> false;
      case APPLYING -> world.applierStuck();
      case COPYING -> world.copyBlocked();
    };
  }

  private void startApplying() {
    long batch = dialect.has(DialectTrait.DML_BATCH_SIZE) ? settings.dmlBatchSize() : 10;
    actionRows = Math.min(batch, backlog);
    backlog -= actionRows;
    takeChanges();
    Workload workload = story.workload();
    begin(
        Action.APPLYING,
        workload.batchOverhead().toNanos() / 1_000
            + Math.round(actionRows * workload.microsPerChange()));
  }

  private void startCopying() {
    TableModel table = story.table();
    actionRows = Math.min(settings.chunkSize(), table.rows() - rowsCopied);
    double progress = table.rows() == 0 ? 1 : (double) rowsCopied / table.rows();
    double uneven = Math.exp(random.nextGaussian() * table.unevenness() + slowness(table.drift()));
    double micros =
        (table.chunkOverhead().toNanos() / 1_000.0
                + actionRows * table.microsPerRow() * (1 + table.slowing() * progress))
            * uneven;
    begin(Action.COPYING, Math.round(micros));
  }

  /** A logarithm that wanders around 0 and is drawn back to it. */
  private double slowness(double drift) {
    double elapsed = Math.min(1, (freeAt - slownessAsOf) / DRIFT_MICROS);
    slownessAsOf = freeAt;
    slowness += -slowness * elapsed + drift * Math.sqrt(2 * elapsed) * random.nextGaussian();
    return slowness;
  }

  private void begin(Action next, long micros) {
    action = next;
    actionStarted = freeAt;
    actionEnds = freeAt + Math.max(1, micros);
  }

  private void finishAction() {
    freeAt = actionEnds;
    if (action == Action.APPLYING) {
      changesApplied += actionRows;
    } else {
      rowsCopied += actionRows;
      chunks++;
      if (rowsCopied >= story.table().rows()) {
        copyEndedAt = actionEnds;
      }
      double nice = settings.niceRatio();
      if (nice > 0) {
        freeAt += Math.round(nice * (actionEnds - actionStarted));
      }
    }
    action = Action.NONE;
  }

  long backlog() {
    return backlog;
  }

  long rowsCopied() {
    return rowsCopied;
  }

  long changesApplied() {
    return changesApplied;
  }

  /** The number of the chunk being copied, from 1. */
  long iteration() {
    return chunks + 1;
  }

  boolean copyEnded() {
    return copyEndedAt >= 0;
  }

  /** When the last row was copied; negative while rows are left. */
  long copyEndedAt() {
    return copyEndedAt;
  }
}
