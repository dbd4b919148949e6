package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.Coordinates;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.server.BinlogPosition;
import dev.ghostwatch.model.server.CheckpointFigures;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.text.Figures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Nothing moves, or the wrong things do: rules D1 to D4. Time in which gh-ost was throttled,
 * postponed or counting never counts.
 */
final class ProgressRules {
  /** A lag that grows this fast means that nothing arrives, allowing for how it is rounded. */
  private static final double GROWS = 0.7;

  /** Events that are applied, or a lock that is waited for, need no full window. */
  private static final long FULL_PART = 3;

  private static final long GOOD_BATCH = 100;
  private static final long GREATEST_BATCH = 1000;

  private ProgressRules() {}

  /** The applier is stuck (gh-ost issue 762). */
  static List<Finding> d1(CaseFile file) {
    Course.Window window = file.window();
    StatusLine line = file.line();
    if (window == null
        || line == null
        || !window.isWorking()
        || !hasCopiedAll(line)
        || !window.backlogFull()
        || !window.appliedFrozen()
        || !window.coordinatesFrozen()) {
      return List.of();
    }
    Blockers blockers = Blockers.ofRows(file);
    return Found.critical("D1")
        .title(Found.span(sinceFrozen(file)))
        .seenRows(
            line,
            line.backlog() + "/" + line.backlogCapacity(),
            Found.number(line.dmlApplied()),
            place(line),
            Found.time(file.past().appliedSince()))
        .all(blockers.seen())
        .lines(file.log().newest(2, ProgressRules::isError))
        .run(blockers.kill())
        .run("SHOW ENGINE INNODB STATUS\\G")
        .advice(resume(file))
        .found();
  }

  private static boolean hasCopiedAll(StatusLine line) {
    return line.rowsCopied() != null
        && line.rowsEstimate() != null
        && line.rowsCopied() >= line.rowsEstimate();
  }

  private static double sinceFrozen(CaseFile file) {
    return file.past().appliedSince() == null
        ? file.frozen().toSeconds()
        : file.secondsSince(file.past().appliedSince());
  }

  static boolean isError(LogLine line) {
    return !line.level().equals("WARNING");
  }

  static String place(StatusLine line) {
    return line.coordinates() == null ? "?" : line.coordinates().text();
  }

  /** Where a new run could go on. */
  static String resume(CaseFile file) {
    CheckpointFigures checkpoint = file.around().checkpoint(file.snapshot());
    return checkpoint == null || !checkpoint.isResumable()
        ? "-"
        : Found.number(checkpoint.rowsCopied()) + " @ " + Found.time(checkpoint.writtenAt());
  }

  /**
   * Applying fails or is retried (gh-ost issue 1730); without a growing lag a statement waits for a
   * lock, or gh-ost sleeps off a long wait by its nice ratio.
   */
  static List<Finding> d2(CaseFile file) {
    Blockers blockers = Blockers.ofRows(file);
    // Who is seen to wait for a lock need not be watched as long.
    Course.Window window =
        blockers.isEmpty() ? file.window() : file.window(file.frozen().dividedBy(FULL_PART));
    StatusLine line = file.line();
    if (window == null
        || line == null
        || file.isCopied()
        || !window.isWorking()
        || !window.rowsFrozen()
        || !window.appliedFrozen()
        || !window.coordinatesMove()) {
      return List.of();
    }
    boolean grows = window.heartbeatSlope() > GROWS || window.lagSlope() > GROWS;
    Settings settings = file.settings();
    Double now = settings == null ? null : settings.niceRatio();
    // A sleep that began under another ratio goes on.
    Double nice = file.past().niceWhenFrozen() == null ? now : file.past().niceWhenFrozen();
    boolean sleeps = !grows && blockers.isEmpty() && nice != null && nice > 0;
    double since =
        file.past().rowsSince() == null
            ? window.seconds()
            : file.secondsSince(file.past().rowsSince());
    Found found =
        (grows ? Found.critical("D2") : Found.warning("D2").as(sleeps ? "sleeps" : "waits"))
            .title(Found.span(since))
            .seenRows(
                line,
                Found.number(line.dmlApplied()),
                Found.time(file.past().rowsSince()),
                place(line),
                line.backlog() + "/" + line.backlogCapacity());
    if (grows) {
      found.seen(
          "lag", Found.seconds(line.lagSeconds()), Found.seconds(line.heartbeatLagSeconds()));
    }
    if (sleeps && nice != null) {
      found.cause(Figures.decimal(nice, 1)).advice(now == null ? "?" : Figures.decimal(now, 1));
    }
    return found
        .all(blockers.seen())
        .lines(file.log().newest(3, ProgressRules::isError))
        .run(blockers.kill())
        .run(
            sleeps && (now == null || now > 0)
                ? file.set("nice-ratio=0")
                : "SELECT * FROM information_schema.innodb_trx ORDER BY trx_started;")
        .found();
  }

  /** The streamer is stalled (gh-ost issues 625, 626): changes are lost at a cut-over. */
  static List<Finding> d3(CaseFile file) {
    Course.Window window = file.window();
    StatusLine line = file.line();
    if (window == null
        || line == null
        || file.isCopied()
        || !window.isWorking()
        || window.rowsCopied() <= 0
        || !window.coordinatesFrozen()) {
      return List.of();
    }
    String server = serverPosition(file, line);
    boolean unknownLag = line.heartbeatLagSeconds() == null;
    if (server == null && !unknownLag && window.heartbeatSlope() < GROWS) {
      return List.of();
    }
    Found found =
        Found.critical("D3")
            .title(
                Found.span(
                    file.past().placeSince() == null
                        ? window.seconds()
                        : file.secondsSince(file.past().placeSince())))
            .seen(
                "seen",
                place(line),
                Found.time(file.past().placeSince()),
                Found.number(window.rowsCopied()),
                Found.span(window.seconds()));
    if (server != null) {
      found.seen("server", server);
    }
    if (line.heartbeatLagSeconds() != null) {
      found.seen(
          "lag", Found.seconds(line.lagSeconds()), Found.seconds(line.heartbeatLagSeconds()));
    }
    return found
        .lines(file.log().newest(2, ProgressRules::isError))
        .advice(resume(file))
        .run(file.command("postpone"))
        .found();
  }

  /** Where the server that gh-ost reads is, when that is elsewhere; null when it is not known. */
  static @Nullable String serverPosition(CaseFile file, StatusLine line) {
    ServerFigures server = file.inspected();
    BinlogPosition position = server == null ? null : server.position();
    return position != null
            && line.coordinates() instanceof Coordinates.FileCoordinates at
            && (!position.file().equals(at.file()) || position.position() > at.position())
        ? position.file() + ":" + position.position()
        : null;
  }

  /** Bound by what the application itself writes (gh-ost issues 348, 402, 761). */
  static List<Finding> d4(CaseFile file) {
    Course.Window window = file.window(file.frozen().dividedBy(FULL_PART));
    StatusLine line = file.line();
    Rates rates = file.snapshot().rates();
    if (window == null
        || line == null
        || !window.isWorking()
        || !window.backlogFull()
        || window.eventsApplied() <= 0
        || isCopying(window, rates)) {
      return List.of();
    }
    double applied = window.eventsApplied() / window.seconds();
    double slope = Math.min(0.95, Math.max(0, window.heartbeatSlope()));
    double arriving = applied / (1 - slope);
    Settings settings = file.settings();
    Long batch = settings == null ? null : settings.dmlBatchSize();
    Eta eta = file.snapshot().eta();
    Found found =
        Found.warning("D4")
            .title(Figures.rate(applied))
            .seen(
                "seen",
                line.backlog() + "/" + line.backlogCapacity(),
                Found.span(window.seconds()),
                Found.number(window.rowsCopied()))
            .seen(
                "rates",
                Figures.rate(applied),
                Figures.rate(arriving),
                batch == null ? "?" : batch.toString());
    Boolean drains = eta == null ? null : eta.backlogDrains();
    if (Boolean.FALSE.equals(drains) || slope > 0.05) {
      found.seen("never");
    } else if (eta != null && eta.backlogSeconds() != null) {
      found.seen("drains", Found.span(eta.backlogSeconds()));
    }
    boolean raise = batch == null || batch < GOOD_BATCH;
    return (raise ? found : found.adviceOf("advice.quieter")).run(largerBatch(file, batch)).found();
  }

  /** Null when it is as large as gh-ost takes. */
  private static @Nullable String largerBatch(CaseFile file, @Nullable Long batch) {
    if (batch == null || batch < GOOD_BATCH) {
      return file.set("dml-batch-size=" + GOOD_BATCH);
    }
    return batch >= GREATEST_BATCH
        ? null
        : file.set("dml-batch-size=" + Math.min(GREATEST_BATCH, 2 * batch));
  }

  /**
   * gh-ost copies only when nothing waits, so a full queue leaves the copy a chunk now and then.
   */
  private static boolean isCopying(Course.Window window, @Nullable Rates rates) {
    Double average = rates == null ? null : rates.averageRowsPerSecond();
    double rate = window.rowsCopied() / window.seconds();
    return !window.rowsFrozen() && (average == null || rate > 0.2 * average);
  }
}
