package dev.ghostwatch.alert.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.monitor.MigrationMonitor;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is remembered of a migration's recent past. */
class TrackerTest {
  private static final Instant START = Instant.parse("2026-11-22T13:08:06Z");

  private final Tracker tracker = new Tracker();
  private final MigrationMonitor monitor = new MigrationMonitor("unix:/tmp/x.sock");

  private Recent at(int second, String lag, String state) {
    Instant now = START.plusSeconds(second);
    String line =
        "Copy: %d/10000 1.0%%; Applied: 0; Backlog: 0/1000; Time: %ds(total), %ds(copy); streamer: mysql-bin.000002:4; Lag: %ss, HeartbeatLag: 0.01s, State: %s; ETA: 1m0s"
            .formatted(second, second, second, lag, state);
    Snapshot snapshot =
        monitor.observe(
            new Observation.StatusSeen(now, FigureSource.SOCKET, StatusReply.parse(line)));
    if (snapshot.line() != null) {
      tracker.take(new Sample(now, snapshot.line()));
    }
    return tracker.recent(snapshot, ServersAndHost.NOTHING, now);
  }

  @Test
  void aControlReplicasLagCounts() {
    assertThat(at(1, "0.02", "throttled, db3:3306 replica-lag=9.500000s").lagSeconds())
        .isEqualTo(9.5);
    assertThat(at(2, "6.50", "throttled, lag=6.500000s").lagSeconds()).isEqualTo(6.5);
  }

  @Test
  void withoutHeartbeatsTheLagIsNotKnown() {
    assertThat(at(1, "0.02", "migrating").lagSeconds()).isEqualTo(0.02);
    assertThat(at(11, "9.80", "throttled, commanded by user").lagSeconds()).isNull();
    assertThat(at(12, "10.80", "migrating").lagSeconds()).isNull();
    assertThat(at(17, "0.03", "migrating").lagSeconds()).isEqualTo(0.03);
  }

  @Test
  void linesOfTheLogCountForFiveMinutes() {
    at(1, "0", "migrating");
    tracker.take(
        new MigrationEvent(
            START.plusSeconds(2), MigrationEvent.FATAL, "disk full", FigureSource.LOG));
    tracker.take(
        new MigrationEvent(
            START.plusSeconds(9), MigrationEvent.ERROR, "lost connection", FigureSource.LOG));
    Recent recent = at(10, "0", "migrating");
    assertThat(recent.errorLines()).isEqualTo(2);
    assertThat(recent.fatalLines()).isEqualTo(1);
    assertThat(recent.lastError()).isEqualTo("lost connection");
    assertThat(at(305, "0", "migrating").fatalLines()).isZero();
    assertThat(at(310, "0", "migrating").errorLines()).isZero();
  }

  @Test
  void theShareOfThrottledTimeNeedsTwoMinutes() {
    Recent recent = at(0, "0", "migrating");
    for (int second = 10; second <= 110; second += 10) {
      recent = at(second, "0", "throttled, flag-file");
    }
    assertThat(recent.throttledShare()).isNull();
    assertThat(recent.throttledSeconds()).isEqualTo(100);
    recent = at(120, "0", "migrating");
    assertThat(recent.throttledShare()).isBetween(0.9, 0.93);
    assertThat(recent.throttledSeconds()).isZero();
  }
}
