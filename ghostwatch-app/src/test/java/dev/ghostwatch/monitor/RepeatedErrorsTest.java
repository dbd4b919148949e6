package dev.ghostwatch.monitor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedErrorsTest {
  private static final Instant START = Instant.parse("2026-11-22T13:08:06Z");
  private static final String REFUSED = "dial tcp 127.0.0.1:3306: connect: connection refused";

  private final List<String> told = new ArrayList<>();
  private final RepeatedErrors errors = new RepeatedErrors(new Told());
  private final Snapshot orders = snapshot("orders");

  @Test
  void tellsAnOutageAsItsFirstAndItsLastError() {
    for (int i = 0; i < 160; i++) {
      error(orders, Duration.ofMillis(50L * i), REFUSED);
    }
    assertThat(told).containsExactly("orders 00:00 error " + REFUSED);
    sample(orders, Duration.ofSeconds(30));
    assertThat(told).hasSize(1);
    sample(orders, Duration.ofSeconds(40));
    assertThat(told)
        .containsExactly(
            "orders 00:00 error " + REFUSED,
            "orders 00:07 error " + REFUSED + " (159 more like it in 7s, the last at 2026-11-22T13:08:13Z)");
    error(orders, Duration.ofSeconds(60), REFUSED);
    assertThat(told).last().isEqualTo("orders 01:00 error " + REFUSED);
  }

  @Test
  void takesErrorsThatDifferInFiguresForOneAndOthersNot() {
    error(orders, Duration.ZERO, "read tcp 10.0.0.1:51234->10.0.0.2:3306: i/o timeout");
    error(orders, Duration.ofSeconds(1), "invalid connection");
    error(orders, Duration.ofSeconds(2), "read tcp 10.0.0.1:51240->10.0.0.2:3306: i/o timeout");
    errors.ended(orders, new Outcome(Lifecycle.FAILED, Phrase.of("outcome.log.done"), ""));
    assertThat(told)
        .containsExactly(
            "orders 00:00 error read tcp 10.0.0.1:51234->10.0.0.2:3306: i/o timeout",
            "orders 00:01 error invalid connection",
            "orders 00:02 error read tcp 10.0.0.1:51240->10.0.0.2:3306: i/o timeout",
            "orders ended");
  }

  @Test
  void tellsOfOneThatDoesNotStopEveryTenMinutes() {
    for (int second = 0; second <= 1500; second++) {
      error(orders, Duration.ofSeconds(second), REFUSED);
    }
    assertThat(told)
        .containsExactly(
            "orders 00:00 error " + REFUSED,
            "orders 09:59 error "
                + REFUSED
                + " (599 more like it in 599s, the last at 2026-11-22T13:18:05Z)",
            "orders 19:58 error "
                + REFUSED
                + " (599 more like it in 599s, the last at 2026-11-22T13:28:04Z)");
  }

  @Test
  void keepsRunsApartAndForgetsNothingWhenTheAgentStops() {
    Snapshot users = snapshot("users");
    for (int second = 0; second < 3; second++) {
      error(orders, Duration.ofSeconds(second), REFUSED);
      error(users, Duration.ofSeconds(second), REFUSED);
    }
    errors.close();
    assertThat(told)
        .containsExactlyInAnyOrder(
            "orders 00:00 error " + REFUSED,
            "users 00:00 error " + REFUSED,
            "orders 00:02 error " + REFUSED + " (2 more like it in 2s, the last at 2026-11-22T13:08:08Z)",
            "users 00:02 error " + REFUSED + " (2 more like it in 2s, the last at 2026-11-22T13:08:08Z)");
  }

  @Test
  void tellsEverythingElseAsItComes() {
    for (int i = 0; i < 3; i++) {
      errors.happened(
          orders, new MigrationEvent(START, "throttle", "lag=2.000000s", FigureSource.LOG));
    }
    assertThat(told).hasSize(3);
  }

  private void error(Snapshot run, Duration after, String text) {
    errors.happened(
        run, new MigrationEvent(START.plus(after), MigrationEvent.ERROR, text, FigureSource.LOG));
  }

  private void sample(Snapshot run, Duration after) {
    Sample sample = new Sample(START.plus(after), requireNonNull(run.line()));
    errors.sampled(run, sample);
  }

  private static Snapshot snapshot(String table) {
    return new MigrationMonitor(null)
        .observe(
            new Observation.StatusSeen(
                START,
                FigureSource.LOG,
                StatusReply.parse(
                    """
                    # Migrating `shop`.`%s`; Ghost table is `shop`.`_%s_gho`
                    # Migration started at Sun Nov 22 13:08:06 +0000 2026
                    Copy: 1000/752865 0.1%%; Applied: 0; Backlog: 0/1000; Time: 1s(total), 1s(copy); streamer: mysql-bin.000001:4; Lag: 0.01s, State: migrating; ETA: 1m19s
                    """
                        .formatted(table, table))));
  }

  private final class Told implements RunListener {
    @Override
    public void happened(Snapshot snapshot, MigrationEvent event) {
      Duration after = Duration.between(START, event.at());
      told.add(
          "%s %02d:%02d %s %s"
              .formatted(
                  requireNonNull(snapshot.table()).table(),
                  after.toMinutes(),
                  after.toSecondsPart(),
                  event.type(),
                  event.text()));
    }

    @Override
    public void ended(Snapshot snapshot, Outcome outcome) {
      told.add(requireNonNull(snapshot.table()).table() + " ended");
    }
  }
}
