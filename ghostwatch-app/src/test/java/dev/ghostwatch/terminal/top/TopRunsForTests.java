package dev.ghostwatch.terminal.top;

import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.monitor.MigrationMonitor;
import dev.ghostwatch.terminal.tamboui.Picture;
import dev.ghostwatch.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs and models for the tests of the dashboard. */
final class TopRunsForTests {
  static final Instant START = Instant.parse("2026-11-22T13:08:06Z");

  private TopRunsForTests() {}

  /** What gh-ost says of a table so many seconds after {@link #START}. */
  static StatusReply reply(String table, long seconds, long rows, String lag, String state) {
    return StatusReply.parse(
        """
        # Migrating `shop`.`%s`; Ghost table is `shop`.`_%s_gho`
        # Migrating db1:3306; inspecting db2:3306; executing on util1
        # Migration started at Sun Nov 22 13:08:06 +0000 2026
        # chunk-size: 1000; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: Threads_running=50; critical-load: ; nice-ratio: 0.000000
        Copy: %d/100000 %.1f%%; Applied: 12; Backlog: 7/1000; Time: %ds(total), %ds(copy); streamer: mysql-bin.007069:622646704; Lag: %ss, HeartbeatLag: 0.02s, State: %s; ETA: 1m19s
        """
            .formatted(table, table, rows, rows / 1000.0, seconds, seconds, lag, state));
  }

  /** A run that copied 500 rows a second until it said that. */
  static TopRun run(String table, long seconds, String lag, String state) {
    return run(table, seconds, lag, state, null);
  }

  static TopRun run(
      String table, long seconds, String lag, String state, @Nullable Outcome outcome) {
    MigrationMonitor monitor = new MigrationMonitor("unix:/tmp/gh-ost.shop." + table + ".sock");
    long rows = 0;
    for (long second = 5; second <= seconds; second += 5) {
      rows += 2500;
      monitor.observe(
          new Observation.StatusSeen(
              START.plusSeconds(second),
              FigureSource.SOCKET,
              reply(
                  table,
                  second,
                  rows,
                  second + 5 > seconds ? lag : "0.01",
                  second + 5 > seconds ? state : "migrating")));
    }
    if (outcome != null) {
      monitor.observe(new Observation.Ended(START.plusSeconds(seconds), outcome));
    }
    Snapshot snapshot = monitor.snapshot();
    MigrationState known = snapshot.line() == null ? null : snapshot.line().state();
    Phrase words =
        outcome != null
            ? Phrase.of("lifecycle." + outcome.lifecycle().jsonName())
            : Phrase.of("state." + (known == null ? "unknown" : known.name()));
    return new TopRun(snapshot, words, null, List.of());
  }

  static TopRun ended(String table) {
    return run(
        table,
        100,
        "0.01",
        "migrating",
        new Outcome(Lifecycle.SUCCEEDED, Phrase.of("outcome.log.done"), ""));
  }

  static Look look(long seconds, TopRun... runs) {
    return new Look(
        START.plusSeconds(seconds),
        new Look.Origin.Agent("127.0.0.1:8970"),
        List.of(runs),
        List.of(),
        Map.of(),
        Map.of());
  }

  /** The model after it saw these. */
  static TopModel model(Look... looks) {
    TopModel model = TopModel.start(Look.none(START), Sort.STARTED, Language.EN);
    for (Look look : looks) {
      model = Update.of(model, new Message.Looked(look)).model();
    }
    return model;
  }

  /** A copy that is followed for 40 s, is throttled for ten of them, and goes on. */
  static TopModel followed() {
    List<Look> looks = new ArrayList<>();
    for (long second = 10; second <= 60; second += 5) {
      String state = second >= 40 && second < 50 ? "throttled, lag=3.100000s" : "migrating";
      looks.add(
          look(
              second,
              run("orders", second, second == 45 ? "3.10" : "0.20", state),
              run("customers", second, "0.01", "throttled, commanded by user"),
              ended("payments")));
    }
    return model(looks.toArray(Look[]::new));
  }

  static List<String> lines(TopModel model, int width, int height, boolean unicode) {
    TopView view = new TopView(ZoneOffset.UTC);
    return Picture.of(width, height, unicode, true, canvas -> view.draw(model, canvas)).lines();
  }

  static String text(TopModel model, int width, int height) {
    return String.join("\n", lines(model, width, height, true));
  }

  static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }
}
