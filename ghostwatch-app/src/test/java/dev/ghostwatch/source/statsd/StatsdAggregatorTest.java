package dev.ghostwatch.source.statsd;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ghostwatch.model.statsd.StatsdFigures;
import dev.ghostwatch.model.statsd.StatsdSeries;
import dev.ghostwatch.model.statsd.Timing;
import dev.ghostwatch.testing.Recordings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bursts of datagrams become figures. */
class StatsdAggregatorTest {
  private static final Instant NOW = Instant.parse("2026-11-22T13:08:06Z");

  private final StatsdAggregator aggregator = new StatsdAggregator();

  private void send(String text, String sender, Instant at) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    aggregator.accept(bytes, bytes.length, sender, at);
  }

  private StatsdFigures figuresOf(String text) {
    send(text, "a", NOW);
    List<StatsdFigures> all = aggregator.flush(NOW.plus(StatsdAggregator.QUIET));
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void aRecordedRunIsUnderstoodCompletely() throws IOException {
    List<Path> runs = Recordings.runsWith("statsd.txt");
    assumeThat(runs).as("recordings are at hand").isNotEmpty();
    List<StatsdFigures> flushes = new ArrayList<>();
    Instant last = NOW;
    for (Map.Entry<String, String> datagram : datagrams(runs.getFirst()).entrySet()) {
      last = Instant.ofEpochMilli(Long.parseLong(datagram.getKey().split(" ", 2)[0]));
      flushes.addAll(aggregator.flush(last));
      send(datagram.getValue(), "127.0.0.1:4000", last);
    }
    flushes.addAll(aggregator.flush(last.plusSeconds(1)));

    assertThat(aggregator.counters()).isEqualTo(new StatsdCounters(122, 210, 0, 0, 0));
    assertThat(flushes).hasSize(12);
    assertThat(flushes)
        .extracting(StatsdFigures::series)
        .containsOnly(new StatsdSeries("127.0.0.1:4000", List.of("env:lab", "service:ghost")));
    StatsdFigures first = flushes.getFirst();
    assertThat(first.started()).isTrue();
    assertThat(first.rowsCopied()).isEqualTo(4800);
    assertThat(first.rowsEstimate()).isEqualTo(148_630);
    assertThat(first.dmlApplied()).isEqualTo(65);
    assertThat(first.backlog()).isEqualTo(74);
    assertThat(first.backlogCapacity()).isEqualTo(1000);
    assertThat(first.lagSeconds()).isEqualTo(0.005168582);
    assertThat(first.heartbeatLagSeconds()).isEqualTo(0.005929815);
    assertThat(first.throttled()).isFalse();
    assertThat(first.copy()).isEqualTo(new Timing(38, 0.114, 0.005, 0.092));
    assertThat(first.select()).isEqualTo(new Timing(38, 0, 0, 0));
    assertThat(first.apply()).extracting(Timing::count).isEqualTo(75L);
    assertThat(first.sleep()).isEqualTo(new Timing(38, 3.708, 0.158, 1.865));
    assertThat(first.queries()).extracting(Timing::count).isEqualTo(151L);
    assertThat(first.failedQueries()).isZero();
    assertThat(first.chunkSeconds()).isCloseTo(0.10058, within(0.0001));
    assertThat(first.runtime())
        .isEqualTo(
            new StatsdFigures.GhostRuntime(
                20_432_232L, 30_058_776L, 21_684_224L, 3L, 0.000664799, 11L));
    assertThat(flushes.get(1).runtime()).isNull();
    assertThat(flushes).extracting(StatsdFigures::throttled).contains(true, false);
    assertThat(flushes.stream().flatMap(flush -> flush.endedThrottles().stream()))
        .hasSize(2)
        .anyMatch(throttle -> throttle.reason().equals("commanded by user"))
        .anyMatch(throttle -> throttle.reason().startsWith("max-load Threads_connected="))
        .allMatch(throttle -> throttle.seconds() != null && throttle.seconds() > 5);
    StatsdFigures end = flushes.getLast();
    assertThat(end.cutOver())
        .containsExactlyInAnyOrder(
            new StatsdFigures.CutOverPart(null, "success", 0.012),
            new StatsdFigures.CutOverPart("magic_lock", "success", 0.003),
            new StatsdFigures.CutOverPart("unlock", "success", 0.001),
            new StatsdFigures.CutOverPart("magic_rename", "success", 0.005));
  }

  private static Map<String, String> datagrams(Path run) throws IOException {
    Map<String, String> datagrams = new LinkedHashMap<>();
    for (String row : Files.readAllLines(run.resolve("statsd.txt"))) {
      if (!row.startsWith("#")) {
        String[] fields = row.split("\t", 3);
        String key = Math.round(Double.parseDouble(fields[0]) * 1000) + " " + fields[1];
        datagrams.merge(key, fields[2], (one, two) -> one + "\n" + two);
      }
    }
    return datagrams;
  }

  @Test
  void ofTwoLagsTheOneOfTheStateNowCounts() {
    String both =
        """
        gh_ost.lag.replication_seconds:1|g|#throttled:true
        gh_ost.lag.replication_seconds:2|g|#throttled:false
        gh_ost.throttle.active:\
        """;
    assertThat(figuresOf(both + "1|g").lagSeconds()).isEqualTo(1);
    assertThat(figuresOf(both + "0|g").lagSeconds()).isEqualTo(2);
    // Without the gauge: it has changed, so it is not what it was before.
    assertThat(figuresOf(both).lagSeconds()).isEqualTo(1);
    assertThat(figuresOf("gh_ost.lag.replication_seconds:7|g|#throttled:true").lagSeconds())
        .isEqualTo(7);
  }

  @Test
  void sendersAndTagsAreKeptApartAndReasonsWithCommasAreNot() {
    send("gh_ost.row_copy.rows_copied:1|g|#t:a", "s1", NOW);
    send("gh_ost.row_copy.rows_copied:2|g|#t:b", "s1", NOW);
    send("gh_ost.row_copy.rows_copied:3|g|#t:a", "s2", NOW);
    send("gh_ost.throttle.events_total:1|c|#t:a,reason:db1:3306 Error, near x,y", "s1", NOW);
    assertThat(aggregator.flush(NOW)).as("the burst is not over").isEmpty();
    List<StatsdFigures> flushes = aggregator.flush(NOW.plusMillis(300));
    assertThat(flushes).hasSize(3);
    assertThat(flushes)
        .filteredOn(flush -> flush.series().equals(new StatsdSeries("s1", List.of("t:a"))))
        .first()
        .satisfies(flush -> {
          assertThat(flush.rowsCopied()).isOne();
          assertThat(flush.endedThrottles())
              .containsExactly(new StatsdFigures.EndedThrottle("db1:3306 Error", null));
        });
    assertThat(aggregator.flush(NOW.plusSeconds(5))).isEmpty();
  }

  @Test
  void samplesStandForMore() {
    StatsdFigures figures =
        figuresOf("gh_ost.query.duration_milliseconds:10:30|h|@0.1|#kind:chunk_copy,outcome:error");
    Timing copy = requireNonNull(figures.copy());
    assertThat(copy).isEqualTo(new Timing(20, 0.4, 0.03, 0.03));
    assertThat(copy.meanSeconds()).isEqualTo(0.02);
    assertThat(figures.failedQueries()).isEqualTo(20);
    assertThat(figures.rowsCopied()).isNull();
    assertThat(figures.throttled()).isNull();
    assertThat(figures.chunkSeconds()).isEqualTo(0.02);
  }

  @Test
  void aSenderThatNeverPausesAndAClockSetBackDoNotHoldUp() {
    for (int i = 0; i < 20; i++) {
      send("gh_ost.row_copy.rows_copied:" + i + "|g", "s", NOW.plusMillis(100L * i));
    }
    assertThat(aggregator.flush(NOW.plusMillis(2000))).hasSize(1);
    send("gh_ost.row_copy.rows_copied:1|g", "s", NOW);
    assertThat(aggregator.flush(NOW.minusSeconds(3600))).hasSize(1);
  }

  @Test
  void hostileInputIsBounded() {
    send("rubbish\nother:1|c\n_e{1,1}:a|b\ngh_ost.unknown:1|c\n\u0000", "s", NOW);
    assertThat(aggregator.counters()).isEqualTo(new StatsdCounters(1, 0, 3, 2, 0));
    for (int i = 0; i < 25_000; i++) {
      send("gh_ost.startup:1|c|#n:" + i, "s", NOW);
    }
    assertThat(aggregator.counters().droppedLines()).isEqualTo(5_000);
    assertThat(aggregator.flush(NOW.plusSeconds(3))).hasSize(20_000);
    assertThat(aggregator.flush(NOW.plusSeconds(3600))).isEmpty();
    send("gh_ost.startup:1|c", "s", NOW.plusSeconds(3600));
    assertThat(aggregator.counters().droppedLines()).as("room again").isEqualTo(5_000);
  }

  @Test
  void anyNumbersOfGhostsMetricsAreTaken() {
    Random random = new Random(42);
    String[] values = {"-1", "1e300", "0", "1:2:3", "-9223372036854775809", "1e-300"};
    String[] types = {"c", "g", "h", "s", "ms"};
    String[] tags = {"", "|#throttled:x", "|#stage,kind,side", "|#reason", "|@0.001"};
    for (int i = 0; i < 2000; i++) {
      var metrics = dev.ghostwatch.client.statsd.GhostMetric.values();
      send(
          metrics[random.nextInt(metrics.length)].metricName()
              + ":"
              + values[random.nextInt(values.length)]
              + "|"
              + types[random.nextInt(types.length)]
              + tags[random.nextInt(tags.length)],
          "s" + i % 3,
          NOW.plusMillis(i));
    }
    assertThat(aggregator.flush(NOW.plusSeconds(9)))
        .isNotEmpty()
        .allSatisfy(flush -> assertThat(flush.toString()).doesNotContain("NaN"));
    assertThat(aggregator.counters().malformedLines()).isZero();
  }
}
