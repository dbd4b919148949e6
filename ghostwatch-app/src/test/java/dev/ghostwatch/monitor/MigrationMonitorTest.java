package dev.ghostwatch.monitor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Notice;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.SourceAge;
import dev.ghostwatch.model.statsd.Timing;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Several sources become one picture. */
class MigrationMonitorTest {
  private static final Instant START = Instant.parse("2026-11-22T13:08:06Z");

  private final MigrationMonitor monitor = new MigrationMonitor(null);

  @Test
  void statsdGoesOnWhereTheLogLeftOff() {
    shows(FigureSource.LOG, 30, 30_000, "migrating");
    monitor.take(Flushes.of(at(35), 36_000, false));
    StatusLine line = requireNonNull(monitor.snapshot().line());
    assertThat(line.rowsCopied()).isEqualTo(36_000);
    assertThat(line.percent()).isCloseTo(4.78, within(0.01));
    assertThat(line.lagSeconds()).isEqualTo(0.5);
    assertThat(line.state()).isEqualTo(MigrationState.MIGRATING);
    assertThat(requireNonNull(line.elapsed()).toSeconds()).isEqualTo(35);
    assertThat(line.coordinates()).isNotNull();
    assertThat(monitor.snapshot().sources())
        .containsExactly(
            new SourceAge(FigureSource.LOG, at(30)), new SourceAge(FigureSource.STATSD, at(35)));
    Rates rates = requireNonNull(monitor.snapshot().rates());
    assertThat(rates.rowsPerSecond()).isEqualTo(1200);
  }

  @Test
  void whatGhostSaidInWordsIsForgottenAfterAMinute() {
    shows(FigureSource.LOG, 0, 1000, "migrating");
    for (int second = 5; second <= 65; second += 5) {
      monitor.take(Flushes.of(at(second), 1000 + second * 1000L, false));
    }
    StatusLine line = requireNonNull(monitor.snapshot().line());
    assertThat(line.eta()).isNull();
    assertThat(line.coordinates()).isNull();
    assertThat(line.rowsCopied()).isEqualTo(66_000);
  }

  @Test
  void theSameSampleFromStatsdAndLogCountsOnceWhicheverComesFirst() {
    shows(FigureSource.LOG, 30, 30_000, "migrating");
    monitor.take(Flushes.of(at(31), 30_000, false));
    assertThat(monitor.samplesTaken()).isEqualTo(1);
    monitor.take(Flushes.of(at(36), 36_000, false));
    shows(FigureSource.LOG, 37, 36_000, "migrating");
    assertThat(monitor.samplesTaken()).isEqualTo(2);
    assertThat(requireNonNull(monitor.snapshot().line()).text()).startsWith("Copy: 36000/");
  }

  @Test
  void nothingMovingForAWhileIsManySamples() {
    shows(FigureSource.LOG, 30, 30_000, "throttled, flag-file");
    for (int second = 35; second <= 60; second += 5) {
      monitor.take(Flushes.of(at(second), 30_000, true));
    }
    assertThat(monitor.samplesTaken()).isEqualTo(7);
    assertThat(requireNonNull(monitor.snapshot().line()).throttle())
        .isInstanceOf(ThrottleReason.FlagFile.class);
  }

  @Test
  void statsdAloneDoesNotInventWhyItIsThrottled() {
    monitor.take(Flushes.of(at(5), 1000, true));
    StatusLine line = requireNonNull(monitor.snapshot().line());
    assertThat(line.state()).isEqualTo(MigrationState.THROTTLED);
    assertThat(requireNonNull(line.throttle()).text())
        .isEqualTo("reason not known, StatsD does not tell it");
    monitor.take(Flushes.of(at(10), 1000, false));
    line = requireNonNull(monitor.snapshot().line());
    assertThat(line.state()).isEqualTo(MigrationState.MIGRATING);
    assertThat(line.throttle()).isNull();
  }

  @Test
  void timesOfChunksAndQueriesAreMeasuredByStatsdWhileItTellsThem() {
    shows(FigureSource.LOG, 0, 0, "migrating");
    monitor.take(Flushes.of(at(5), 5000, false, new Timing(20, 1.0, 0.08, 0.1)));
    Rates rates = requireNonNull(monitor.snapshot().rates());
    assertThat(rates.chunkSeconds()).isEqualTo(0.05);
    assertThat(rates.chunkSecondsSource()).isEqualTo(FigureSource.STATSD);
    assertThat(rates.querySeconds()).isEqualTo(0.05);
    shows(FigureSource.LOG, 100, 100_000, "migrating");
    rates = requireNonNull(monitor.snapshot().rates());
    assertThat(rates.chunkSecondsSource()).isNull();
    assertThat(rates.querySeconds()).isNull();
  }

  @Test
  void aClockSetBackAnHourDropsNoSampleOfAnySource() {
    shows(FigureSource.LOG, 30, 30_000, "migrating");
    monitor.take(Flushes.of(at(35), 36_000, false));
    // The clock is set back; gh-ost's total time goes on.
    observe(FigureSource.LOG, at(-3560), line(40, 42_000, "migrating"));
    monitor.take(Flushes.of(at(-3555), 48_000, false));
    observe(FigureSource.SOCKET, at(-3550), line(50, 54_000, "migrating"));
    assertThat(monitor.samplesTaken()).isEqualTo(5);
    assertThat(monitor.snapshot().observedAt()).isEqualTo(at(-3550));
    assertThat(requireNonNull(monitor.snapshot().rates()).rowsPerSecond()).isEqualTo(1200);
  }

  @Test
  void aBacklogThatIsReadLateChangesNothing() {
    shows(FigureSource.SOCKET, 100, 100_000, "migrating");
    observe(FigureSource.LOG, at(30), line(30, 30_000, "migrating"));
    assertThat(monitor.samplesTaken()).isEqualTo(1);
    assertThat(requireNonNull(monitor.snapshot().line()).rowsCopied()).isEqualTo(100_000);
    assertThat(monitor.snapshot().observedAt()).isEqualTo(at(100));
  }

  @Test
  void settingsThatWereAskedForAreKnown() {
    asked(Setting.CHUNK_SIZE, "500");
    asked(Setting.NICE_RATIO, "0.5");
    asked(Setting.MAX_LOAD, "Threads_running=50");
    asked(Setting.MAX_LAG_MILLIS, "1500");
    asked(Setting.DML_BATCH_SIZE, "rubbish");
    Settings settings = requireNonNull(monitor.snapshot().settings());
    assertThat(settings.chunkSize()).isEqualTo(500);
    assertThat(settings.niceRatio()).isEqualTo(0.5);
    assertThat(requireNonNull(settings.maxLoad()).text()).isEqualTo("Threads_running=50");
    assertThat(settings.maxLagMillis()).isEqualTo(1500);
    assertThat(settings.dmlBatchSize()).isNull();
  }

  @Test
  void whatIsInTheWayIsShownUntilItIsGone() {
    monitor.take(new Observation.Held(at(1), FigureSource.LOG, "no rights"));
    assertThat(monitor.snapshot().notices())
        .containsExactly(new Notice(FigureSource.LOG, "no rights"));
    monitor.take(new Observation.Held(at(2), FigureSource.LOG, null));
    assertThat(monitor.snapshot().notices()).isEmpty();
  }

  private void asked(Setting setting, String value) {
    monitor.take(new Observation.SettingSeen(at(0), setting, value));
  }

  private void shows(FigureSource source, int second, long rows, String state) {
    observe(source, at(second), line(second, rows, state));
  }

  private void observe(FigureSource source, Instant at, String line) {
    monitor.take(new Observation.StatusSeen(at, source, StatusReply.parse(line)));
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  private static String line(int second, long rows, String state) {
    return "Copy: %d/752865 1.0%%; Applied: 0; Backlog: 0/1000; Time: %ds(total), %ds(copy); streamer: mysql-bin.000001:4; Lag: 0.01s, HeartbeatLag: 0.02s, State: %s; ETA: 1m19s"
        .formatted(rows, second, second, state);
  }
}
