package dev.ghostwatch.insight.timelost;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ghostwatch.client.value.ThrottleReason.Kind;
import dev.ghostwatch.insight.log.LogAnalyzer;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.timelost.TimeCause.Stage;
import dev.ghostwatch.model.timelost.TimeCause.Throttled;
import dev.ghostwatch.model.timelost.TimeShare;
import dev.ghostwatch.model.timelost.TimeSpent;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The time of a run as its log tells. */
class LogTimeTest {
  private static RunAnalysis run(String log) {
    LogAnalyzer analyzer = new LogAnalyzer(ZoneOffset.UTC, true);
    byte[] bytes = log.getBytes(UTF_8);
    analyzer.feed(bytes, 0, bytes.length);
    return analyzer.analysis().last();
  }

  private static String status(int total, int copy, long rows, String state, long backlog) {
    return "Copy: %d/1000 %.1f%%; Applied: 0; Backlog: %d/1000; Time: %ds(total), %ds(copy); streamer: m.000001:4; Lag: 0.01s, HeartbeatLag: 0.01s, State: %s; ETA: 1m\n"
        .formatted(rows, rows / 10.0, backlog, total, copy, state);
  }

  @Test
  void partsThrottlingAndSleepAddUp() {
    StringBuilder log =
        new StringBuilder(
            """
            2026-11-26 10:00:00 INFO starting gh-ost 1.1.5
            2026-11-26 10:00:00 INFO Migrating `shop`.`orders`
            # Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`
            # Migration started at Thu Nov 26 10:00:00 +0000 2026
            # chunk-size: 1000; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: ; critical-load: ; nice-ratio: 1.000000
            """);
    for (int s = 10; s <= 50; s += 10) {
      boolean held = s == 20 || s == 30;
      log.append(
          status(s, s - 2, s <= 30 ? 200 : s * 10, held ? "throttled, lag=2.0s" : "migrating", 0));
    }
    log.append("2026-11-26 10:00:50 INFO Row copy complete\n");
    TimeSpent spent = requireNonNull(LogTime.of(run(log.toString())));
    assertThat(spent.seconds()).isEqualTo(50);
    assertThat(spent.of(new Throttled(Kind.LAG))).isEqualTo(20);
    assertThat(spent.of(Stage.COPYING)).isCloseTo(spent.of(Stage.SLEEPING), within(1e-9));
    assertThat(spent.shares().stream().mapToDouble(TimeShare::seconds).sum())
        .isCloseTo(50, within(1e-9));
    assertThat(spent.niceRatio()).isEqualTo(1.0);
  }

  @Test
  void aLogWithoutTimesTellsNothing() {
    assertThat(LogTime.of(run("2026-11-26 10:00:00 INFO nothing of gh-ost\n"))).isNotNull();
    assertThat(LogTime.of(run(""))).isNull();
  }
}
