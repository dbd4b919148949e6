package dev.ghostwatch.web.metrics;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.web.metrics.Family.Points;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How far a migration is, how fast, and when it ends. */
final class ProgressMetrics {
  private static final String PREFIX = "ghostwatch_migration_";

  static final List<Family<Measured>> FAMILIES =
      List.of(
          line("rows_copied", "Rows copied so far.", StatusLine::rowsCopied),
          line("rows_estimate", "Rows to copy, as estimated.", StatusLine::rowsEstimate),
          line(
              "progress_ratio",
              "Rows copied over the estimate; passes 1 when the estimate is low, and is not there"
                  + " when gh-ost estimated the table as empty.",
              ProgressMetrics::progress),
          Family.counter(
              PREFIX + "dml_applied",
              "Binary log events applied to the ghost table.",
              of(Snapshot::line, StatusLine::dmlApplied)),
          line("backlog_events", "Events read and not yet applied.", StatusLine::backlog),
          line("backlog_capacity_events", "Events that can wait.", StatusLine::backlogCapacity),
          line(
              "reported_eta_seconds",
              "gh-ost's own estimate of the time until the last row is copied.",
              line -> line.eta() == null ? null : line.eta().seconds()),
          line("elapsed_seconds", "Since the run started.", line -> seconds(line.elapsed())),
          line("copy_seconds", "Since the copy started.", line -> seconds(line.copyTime())),
          rate("rows_per_second", "Rows copied per second lately.", Rates::rowsPerSecond),
          rate(
              "dml_per_second",
              "Binary log events applied per second lately.",
              Rates::dmlPerSecond),
          rate(
              "bytes_per_second",
              "Rows per second times the average row length.",
              Rates::bytesPerSecond),
          rate("chunks_per_second", "Chunks per second.", Rates::chunksPerSecond),
          Family.gauges(
              PREFIX + "chunk_seconds",
              "Time one chunk takes, waiting included, as StatsD measured it or derived from the"
                  + " speed.",
              ProgressMetrics::chunk),
          rate(
              "query_seconds",
              "Time the query that copies a chunk takes, where gh-ost's StatsD metrics tell it.",
              Rates::querySeconds),
          eta(
              "eta_seconds",
              "Time until the last row is copied, as GhostWatch expects it.",
              Eta::copySeconds),
          eta(
              "eta_low_seconds",
              "The lower end of the range that holds it in four of five cases.",
              Eta::lowSeconds),
          eta(
              "eta_high_seconds",
              "The upper end of the range that holds it in four of five cases.",
              Eta::highSeconds),
          eta(
              "end_seconds",
              "Time until the run ends, backlog and cut-over included; absent while nobody can"
                  + " say.",
              Eta::seconds));

  private ProgressMetrics() {}

  private static Family<Measured> line(
      String name, String help, Function<StatusLine, @Nullable Number> value) {
    return Family.gauge(PREFIX + name, help, of(Snapshot::line, value));
  }

  private static Family<Measured> rate(
      String name, String help, Function<Rates, @Nullable Number> value) {
    return Family.gauge(PREFIX + name, help, of(ProgressMetrics::rates, value));
  }

  private static Family<Measured> eta(
      String name, String help, Function<Eta, @Nullable Number> value) {
    return Family.gauge(PREFIX + name, help, of(Snapshot::eta, value));
  }

  private static <P> Function<Measured, @Nullable Number> of(
      Function<Snapshot, @Nullable P> part, Function<P, @Nullable Number> value) {
    return migration -> {
      P found = part.apply(migration.snapshot());
      return found == null ? null : value.apply(found);
    };
  }

  /** Of a table that it estimated as empty gh-ost says 100 % from the first row on. */
  private static @Nullable Double progress(StatusLine line) {
    Long estimate = line.rowsEstimate();
    return line.percent() == null || (estimate != null && estimate == 0)
        ? null
        : line.percent() / 100;
  }

  /** Of an ended run they would be those of its last minute. */
  private static @Nullable Rates rates(Snapshot snapshot) {
    return snapshot.lifecycle() == Lifecycle.RUNNING ? snapshot.rates() : null;
  }

  private static void chunk(Measured migration, Points points) {
    Rates rates = rates(migration.snapshot());
    if (rates != null) {
      points.add(
          rates.chunkSeconds(),
          migration
              .labels()
              .add(
                  "source",
                  rates.chunkSecondsSource() == null
                      ? "derived"
                      : rates.chunkSecondsSource().jsonName()));
    }
  }

  private static @Nullable Double seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis() / 1000.0;
  }
}
