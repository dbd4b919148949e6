package dev.ghostwatch.benchmarks;

import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.insight.diagnosis.Rules;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.monitor.MigrationMonitor;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** Measures what all rules of the diagnosis cost over one migration with a day of samples. */
public final class DiagnosisSpeed {
  private static final int DAY = 86_400;
  private static final int ASKED = 2_000;
  private static final int ROUNDS = 5;
  private static final Instant START = Instant.parse("2026-11-22T13:00:00Z");

  private DiagnosisSpeed() {}

  /** Takes no arguments. */
  public static void main(String[] args) {
    MigrationMonitor monitor = new MigrationMonitor("unix:/tmp/gh-ost.sock");
    monitor.observe(
        new Observation.StatusSeen(
            START,
            FigureSource.SOCKET,
            StatusReply.parse(
                """
                # Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`
                # Migrating db1:3306; inspecting db2:3306; executing on util1
                # Migration started at Sun Nov 22 13:00:00 +0000 2026
                # chunk-size: 1000; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: Threads_running=50; critical-load: Threads_running=100; nice-ratio: 0.500000
                """)));
    for (int second = 1; second <= DAY; second++) {
      boolean throttled = second % 600 < 120;
      String line =
          String.format(
              Locale.ROOT,
              "Copy: %d/%d %.1f%%; Applied: %d; Backlog: %d/1000; Time: %ds(total), %ds(copy); streamer: mysql-bin.000007:%d; Lag: 0.10s, HeartbeatLag: 0.20s, State: %s; ETA: 1h0m0s",
              second * 900L,
              100_000_000,
              second * 0.0009,
              second * 50L,
              second % 1000,
              second,
              second,
              second * 70_000L,
              throttled ? "throttled, lag=2.000000s" : "migrating");
      monitor.observe(
          new Observation.StatusSeen(
              START.plusSeconds(second), FigureSource.SOCKET, StatusReply.parse(line)));
    }
    Instant now = START.plusSeconds(DAY);
    long found = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      long[] nanos = new long[ASKED];
      for (int i = 0; i < ASKED; i++) {
        long before = System.nanoTime();
        found += Rules.diagnose(monitor.caseFile(now)).size();
        nanos[i] = System.nanoTime() - before;
      }
      Arrays.sort(nanos);
      System.out.printf(
          Locale.ROOT,
          "round %d: all rules once, median %.0f µs, 99 %% %.0f µs, longest %.1f ms (%d findings)%n",
          round,
          nanos[ASKED / 2] / 1e3,
          nanos[ASKED / 100 * 99] / 1e3,
          nanos[ASKED - 1] / 1e6,
          found / ASKED / round);
    }
  }
}
