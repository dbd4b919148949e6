package dev.ghostwatch.simulator;

import dev.ghostwatch.simulator.Incident.Killed;
import dev.ghostwatch.simulator.Incident.OperatorSends;
import dev.ghostwatch.simulator.MigrationView.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The state of one run and the step that moves it on. Times are microseconds since its start. */
final class RunEngine {
  static final long STEP = 100_000;
  private static final long SECOND = 1_000_000;
  private static final int BYTES_PER_COPIED_ROW = 280;
  private static final int BYTES_PER_CHANGE = 640;
  private static final int BYTES_PER_HEARTBEAT = 470;

  private final RunIdentity identity;
  private final GhostDialect dialect;
  private final Story story;
  private final SplittableRandom random;
  private final RunSettings settings;
  private final World world;
  private final RunLog log;
  private final RunStages stages;
  private final BinaryLog binaryLog;
  private final WriteLoop writeLoop;
  private final Throttler throttler;
  private final CutOver cutOver;
  private final Changelog changelog = new Changelog();
  private final StatusPrinter printer;

  private long now;
  private int tcpPort;
  private long copyStartedAt = -1;
  private boolean counted;
  private boolean copyCompleteTold;
  private long rowsCopiedLastTick;
  private long rowsLastSecond;
  private String recentCoordinates;
  private long newestHeartbeatWritten;
  private double changesCarried;
  private long rowsSeenByWorld;
  private long unreportedCopyBytes;
  private long lagJitter;
  private @Nullable String panicReason;
  private @Nullable String toldReason;
  private @Nullable Outcome outcome;

  RunEngine(
      RunIdentity identity,
      GhostDialect dialect,
      Story story,
      FlagFiles files,
      Consumer<String> output) {
    this.identity = identity;
    this.dialect = dialect;
    this.story = story;
    random = new SplittableRandom(story.seed());
    settings = new RunSettings(dialect, story.options());
    world = new World(story, files, random.split());
    log = new RunLog(dialect, identity.zone(), this::now, output);
    stages = new RunStages(dialect, identity, log, story.table());
    binaryLog = new BinaryLog((1L << 30) + random.nextLong(900_000_000));
    recentCoordinates = binaryLog.coordinates();
    writeLoop =
        new WriteLoop(
            story,
            dialect,
            settings,
            world,
            random.split(),
            room -> world.streamerFrozen() ? 0 : binaryLog.read(room));
    throttler = new Throttler(dialect, story.options(), settings, world, log, identity.started());
    cutOver = new CutOver(story, dialect, identity, settings, world, log);
    StatusWording wording =
        dialect == GhostDialect.BRACKETED
            ? StatusWording.bracketed(log::timestamp)
            : StatusWording.of(
                dialect,
                () ->
                    StatusTexts.hintBlock(
                        dialect, identity, story.options(), settings, world, tcpPort));
    printer = new StatusPrinter(dialect, this::figures, wording, changelog, log);
    start();
  }

  private void start() {
    stages.starting(binaryLog.coordinates());
    switch (story.table().counting()) {
      case NEVER -> startCopy();
      case WHILE_COPYING -> {
        stages.counting();
        startCopy();
      }
      case BEFORE_THE_COPY -> {
        stages.counting();
        printer.print(StatusPrinter.Rule.STATUS_AND_HINT, now, writeLoop.iteration());
      }
    }
  }

  private void startCopy() {
    copyStartedAt = now;
    stages.copyBegins();
    writeLoop.allowCopy(now);
    printer.print(StatusPrinter.Rule.STATUS_AND_HINT, now, writeLoop.iteration());
  }

  boolean canStep(long target) {
    return outcome == null && now + STEP <= target;
  }

  void beginStep() {
    now += STEP;
    long rows = writeLoop.rowsCopied() + writeLoop.changesApplied();
    world.advance(now, (double) (rows - rowsSeenByWorld));
    rowsSeenByWorld = rows;
  }

  /** Whether a command or a kill of the story falls into the step begun. */
  boolean isDueInThisStep(Incident incident) {
    boolean acts = incident instanceof OperatorSends || incident instanceof Killed;
    long at = incident.from().toNanos() / 1_000;
    return acts && outcome == null && at > now - STEP && at <= now;
  }

  void endStep() {
    if (outcome != null) {
      return;
    }
    lagJitter = 3_000L + random.nextInt(9_000);
    countRows();
    writeAndReadBinaryLog();
    throttler.observe(now, measuredLag(), this::abort);
    if (outcome != null) {
      return;
    }
    tellThrottling();
    long copiedBefore = writeLoop.rowsCopied();
    writeLoop.run(now, throttler.throttled());
    unreportedCopyBytes += (writeLoop.rowsCopied() - copiedBefore) * BYTES_PER_COPIED_ROW;
    if (writeLoop.copyEnded()) {
      endCopy();
      cutOver.step(now, cutOverRun);
    }
    if (outcome == null && now % SECOND == 0) {
      everySecond();
    }
  }

  private void countRows() {
    TableModel table = story.table();
    if (counted
        || table.counting() == TableModel.Counting.NEVER
        || now < table.countTakes().toNanos() / 1_000) {
      return;
    }
    counted = true;
    stages.counted();
    if (table.counting() == TableModel.Counting.BEFORE_THE_COPY) {
      startCopy();
    }
  }

  private void writeAndReadBinaryLog() {
    boolean heartbeat = throttler.heartbeats();
    if (heartbeat && !world.inspectedServerStopped()) {
      newestHeartbeatWritten = now;
    }
    long changes = cutOver.tableLocked() ? 0 : arrivals();
    long bytes =
        unreportedCopyBytes
            + changes * BYTES_PER_CHANGE
            + (heartbeat ? BYTES_PER_HEARTBEAT : 0)
            + Math.round(story.workload().otherBytesPerSecond() * STEP / (double) SECOND);
    unreportedCopyBytes = 0;
    binaryLog.write(now, bytes, changes, heartbeat);
    writeLoop.takeChanges();
  }

  private long arrivals() {
    double expected = world.changesPerSecond() * STEP / SECOND;
    double uneven = expected + random.nextGaussian() * Math.sqrt(expected) * 0.5;
    changesCarried = Math.max(0, changesCarried + uneven);
    long whole = (long) changesCarried;
    changesCarried -= whole;
    return whole;
  }

  private long measuredLag() {
    return now - newestHeartbeatWritten + lagJitter;
  }

  private long heartbeatLag() {
    return now - binaryLog.newestHeartbeatRead() + lagJitter + 5_000;
  }

  /** Only wrappers tell throttling in the log; gh-ost shows it in the state alone. */
  private void tellThrottling() {
    String reason = throttler.reason();
    boolean begins = reason != null && toldReason == null;
    toldReason = reason;
    if (!begins || reason == null || dialect != GhostDialect.BRACKETED) {
      return;
    }
    int lag = reason.indexOf("lag=");
    if (lag < 0) {
      log.warning("throttled: " + reason);
    } else {
      log.warning(
          "lag is %s.%ss, > max-lag of %ss"
              .formatted(
                  reason.substring(lag + 4, reason.indexOf('.', lag)),
                  reason.charAt(reason.indexOf('.', lag) + 1),
                  GoText.shortest(settings.maxLagMillis() / 1e3)));
    }
  }

  private void endCopy() {
    if (copyCompleteTold) {
      return;
    }
    copyCompleteTold = true;
    printer.markPointOfInterest(now);
    stages.copyComplete();
    printer.print(StatusPrinter.Rule.STATUS_AND_HINT, now, writeLoop.iteration());
  }

  private void everySecond() {
    printer.print(StatusPrinter.Rule.BY_ITSELF, now, writeLoop.iteration());
    recentCoordinates = binaryLog.coordinates();
    long copied = writeLoop.rowsCopied();
    if (rowsCopiedLastTick > 0) {
      rowsLastSecond = copied - rowsCopiedLastTick;
    }
    rowsCopiedLastTick = copied;
  }

  private long estimate() {
    if (copyCompleteTold) {
      return writeLoop.rowsCopied();
    }
    TableModel table = story.table();
    long added =
        table.counting() == TableModel.Counting.NEVER
            ? 0
            : Math.round(writeLoop.changesApplied() * story.workload().insertShare());
    return (counted ? table.rows() : table.estimate()) + added;
  }

  private long copyElapsed() {
    if (copyStartedAt < 0) {
      return 0;
    }
    return (writeLoop.copyEnded() ? writeLoop.copyEndedAt() : now) - copyStartedAt;
  }

  StatusFigures figures() {
    long estimate = estimate();
    Eta eta = Eta.of(dialect, writeLoop.rowsCopied(), estimate, copyElapsed(), rowsLastSecond);
    String reason = throttler.reason();
    String state = "migrating";
    if (copyStartedAt < 0) {
      state = "counting rows";
    } else if (cutOver.postponing()) {
      state = "postponing cut-over";
      eta = eta.asDue();
    } else if (reason != null) {
      state = "throttled, " + reason;
    }
    return new StatusFigures(
        writeLoop.rowsCopied(),
        estimate,
        writeLoop.changesApplied(),
        writeLoop.backlog(),
        now,
        copyElapsed(),
        binaryLog.coordinates(),
        throttler.lag(),
        heartbeatLag(),
        state,
        eta);
  }

  MigrationView view() {
    return new MigrationView(
        now(),
        phase(),
        story.table().rows(),
        estimate(),
        writeLoop.rowsCopied(),
        writeLoop.changesApplied(),
        writeLoop.backlog(),
        binaryLog.changesUnread(),
        Duration.ofNanos(throttler.lag() * 1_000),
        Duration.ofNanos(heartbeatLag() * 1_000),
        Optional.ofNullable(throttler.reason()),
        cutOver.attempts());
  }

  private Phase phase() {
    if (outcome != null) {
      return Phase.ENDED;
    }
    if (copyStartedAt < 0) {
      return Phase.COUNTING;
    }
    if (!writeLoop.copyEnded()) {
      return Phase.COPYING;
    }
    return cutOver.postponing() ? Phase.POSTPONED : Phase.CUTTING_OVER;
  }

  private void finish() {
    stages.succeeded();
    outcome = new Outcome.Succeeded(now());
  }

  private void abort(String reason) {
    if (outcome == null) {
      stages.aborted(reason);
      outcome = new Outcome.Aborted(now(), reason);
    }
  }

  void kill(int signal) {
    outcome = new Outcome.Killed(now(), signal);
  }

  /** A panic takes effect after its reply. */
  void endIfPanicked() {
    if (panicReason != null) {
      abort(panicReason);
    }
  }

  Instant now() {
    return identity.started().plusNanos(now * 1_000);
  }

  Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  RunSettings settings() {
    return settings;
  }

  World world() {
    return world;
  }

  RunLog log() {
    return log;
  }

  Changelog changelog() {
    return changelog;
  }

  void tcpPort(int port) {
    tcpPort = port;
  }

  CommandInterpreter.Run commandRun() {
    return commandRun;
  }

  private final CommandInterpreter.Run commandRun =
      new CommandInterpreter.Run() {
        @Override
        public String coordinates() {
          return recentCoordinates;
        }

        @Override
        public String printStatus() {
          return printer.print(StatusPrinter.Rule.STATUS, now, writeLoop.iteration());
        }

        @Override
        public String printStatusAndHint() {
          return printer.print(StatusPrinter.Rule.STATUS_AND_HINT, now, writeLoop.iteration());
        }

        @Override
        public long lagMillis() {
          return throttler.lag() / 1_000;
        }

        @Override
        public boolean postponing() {
          return cutOver.postponing();
        }

        @Override
        public void postpone() {
          cutOver.postpone();
        }

        @Override
        public void unpostpone() {
          cutOver.unpostpone();
        }

        @Override
        public void panic(String reason) {
          panicReason = reason;
        }
      };

  private final CutOver.Run cutOverRun =
      new CutOver.Run() {
        @Override
        public boolean throttled() {
          return throttler.throttled();
        }

        @Override
        public long heartbeatLag() {
          return RunEngine.this.heartbeatLag();
        }

        @Override
        public long changesWritten() {
          return binaryLog.changesWritten();
        }

        @Override
        public long changesApplied() {
          return writeLoop.changesApplied();
        }

        @Override
        public long readUpTo() {
          return binaryLog.readUpTo();
        }

        @Override
        public void printStatusAndHint() {
          printer.print(StatusPrinter.Rule.STATUS_AND_HINT, now, writeLoop.iteration());
        }

        @Override
        public void markPointOfInterest() {
          printer.markPointOfInterest(now);
        }

        @Override
        public void finish() {
          RunEngine.this.finish();
        }

        @Override
        public void abort(String reason) {
          RunEngine.this.abort(reason);
        }
      };
}
