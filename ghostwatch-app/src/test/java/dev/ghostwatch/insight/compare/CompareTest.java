package dev.ghostwatch.insight.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ghostwatch.client.value.ThrottleReason.Kind;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.report.Comparison;
import dev.ghostwatch.model.report.Comparison.Difference;
import dev.ghostwatch.model.report.Comparison.Reference;
import dev.ghostwatch.model.report.Comparison.Standing;
import dev.ghostwatch.model.report.Measure;
import dev.ghostwatch.model.report.RunFacts;
import dev.ghostwatch.model.report.TrendRow;
import dev.ghostwatch.model.report.TrendRow.Group;
import dev.ghostwatch.model.timelost.TimeCause.Stage;
import dev.ghostwatch.model.timelost.TimeCause.Throttled;
import dev.ghostwatch.model.timelost.TimeShare;
import dev.ghostwatch.model.timelost.TimeSpent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Percentiles, standings, differences and trends of made-up runs. */
@NullUnmarked // a test fails on null by itself
class CompareTest {
  /** A Thursday. */
  private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");

  private static RunFacts run(
      String table,
      String server,
      Lifecycle lifecycle,
      Instant at,
      @Nullable Double rate,
      double throttled,
      Map<Measure, Double> measures) {
    return new RunFacts(
        table + "@" + at,
        table,
        server,
        lifecycle,
        lifecycle == Lifecycle.VANISHED,
        at,
        1_000,
        rate == null ? null : Math.round(rate * 1_000),
        rate,
        rate,
        new TimeSpent(
            1_000,
            List.of(
                new TimeShare(Stage.COPYING, 1_000 - throttled),
                new TimeShare(new Throttled(Kind.LAG), throttled)),
            null,
            List.of()),
        measures,
        List.of(),
        2,
        1,
        null);
  }

  private static RunFacts run(@Nullable Double rate, Map<Measure, Double> measures) {
    return run("shop.orders", "db1:3306", Lifecycle.SUCCEEDED, START, rate, 100, measures);
  }

  @Test
  void percentilesAreValuesOfTheList() {
    double[] ten = IntStream.rangeClosed(1, 10).mapToDouble(i -> i).toArray();
    assertThat(Percentile.of(ten, 10)).isEqualTo(1);
    assertThat(Percentile.of(ten, 90)).isEqualTo(9);
    assertThat(Percentile.of(ten, 95)).isEqualTo(10);
    assertThat(Percentile.of(ten, 100)).isEqualTo(10);
    assertThat(Percentile.of(new double[] {7}, 10)).isEqualTo(7);
    assertThat(Percentile.median(ten)).isEqualTo(5.5);
    assertThat(Percentile.median(new double[] {3, 1, 2})).isEqualTo(2);
    assertThat(ten[0]).as("left as it was").isEqualTo(1);
  }

  @Test
  void aRunStandsAmongThoseThatSucceeded() {
    List<RunFacts> earlier = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      earlier.add(run(i * 100.0, Map.of()));
    }
    earlier.add(run("shop.orders", "db1:3306", Lifecycle.FAILED, START, 9_999.0, 0, Map.of()));
    earlier.add(run(null, Map.of()));
    Comparison comparison = Comparer.compare(run(825.0, Map.of()), earlier, List.of());
    assertThat(comparison.table()).isEqualTo(new Standing(10, 100, 550, 900, 1_000, 8, 1.5));
    assertThat(comparison.server()).isNull();
  }

  @Test
  void theReferenceTableIsTheClassicOne() {
    List<Reference> lines =
        Comparer.compare(run(4_000.0, Map.of()), List.of(), List.of()).references();
    assertThat(lines)
        .extracting(Reference::rows, Reference::rowsPerSecond, Reference::hours, Reference::nearest)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(10_000_000L, 2_000.0, 1.5, true),
            org.assertj.core.groups.Tuple.tuple(50_000_000L, 5_000.0, 3.0, false),
            org.assertj.core.groups.Tuple.tuple(200_000_000L, 8_000.0, 7.0, false));
    assertThat(lines).extracting(Reference::ratio).containsExactly(2.0, 0.8, 0.5);
    assertThat(lines).extracting(Reference::expectedSeconds).containsExactly(2_000.0, 800.0, 500.0);
    Comparison unknown = Comparer.compare(run(null, Map.of()), List.of(), List.of());
    assertThat(unknown.references()).allMatch(line -> line.ratio() == null && !line.nearest());
  }

  @Test
  void onlyWhatDiffersNotablyIsTold() {
    List<RunFacts> earlier =
        List.of(
            run(
                1.0,
                Map.of(
                    Measure.CHUNK_SIZE, 1_000.0,
                    Measure.THROTTLED_PERCENT, 10.0,
                    Measure.ROW_BYTES, 100.0,
                    Measure.LOAD_AVERAGE, 4.0)));
    Comparison comparison =
        Comparer.compare(
            run(
                1.0,
                Map.of(
                    Measure.CHUNK_SIZE, 999.0,
                    Measure.THROTTLED_PERCENT, 14.9,
                    Measure.ROW_BYTES, 125.0,
                    Measure.LOAD_AVERAGE, 4.9,
                    Measure.THREADS_RUNNING, 50.0)),
            earlier,
            List.of());
    assertThat(comparison.differences())
        .containsExactly(
            new Difference(Measure.CHUNK_SIZE, 999, 1_000),
            new Difference(Measure.ROW_BYTES, 125, 100));
  }

  @Test
  void aTrendHasWeeksServersAndTables() {
    Instant earlier = START.minus(Duration.ofDays(7));
    List<RunFacts> runs =
        List.of(
            run("shop.b", "db2:3306", Lifecycle.RUNNING, START, 9.0, 0, Map.of()),
            run("shop.a", "db1:3306", Lifecycle.SUCCEEDED, earlier, 100.0, 0, Map.of()),
            run(
                "shop.a",
                "db1:3306",
                Lifecycle.SUCCEEDED,
                earlier.plusSeconds(1),
                200.0,
                500,
                Map.of()),
            run("shop.a", "db1:3306", Lifecycle.FAILED, START, 50.0, 0, Map.of()),
            run("shop.a", "db1:3306", Lifecycle.SUCCEEDED, START, 300.0, 0, Map.of()),
            run(
                "shop.a",
                "db1:3306",
                Lifecycle.SUCCEEDED,
                START.plusSeconds(1),
                360.0,
                0,
                Map.of()));
    List<TrendRow> rows = Trend.of(runs);
    assertThat(rows)
        .extracting(TrendRow::group)
        .containsExactly(
            Group.WEEK, Group.WEEK, Group.SERVER, Group.SERVER, Group.TABLE, Group.TABLE);
    assertThat(rows.getFirst())
        .isEqualTo(
            new TrendRow(
                Group.WEEK,
                "",
                LocalDate.of(2026, 11, 16),
                2,
                2,
                0,
                0,
                1.0,
                150.0,
                null,
                0.25,
                4,
                2));
    TrendRow server = rows.get(2);
    assertThat(server.name()).isEqualTo("db1:3306");
    assertThat(server.runs()).isEqualTo(5);
    assertThat(server.successRate()).isEqualTo(0.8);
    assertThat(server.rowsPerSecond()).isEqualTo(250);
    // 150 before, 330 after.
    assertThat(server.change()).isCloseTo(1.2, within(1e-9));
    assertThat(server.throttledShare()).isEqualTo(0.1);
    RunFacts cutOff =
        run("shop.a", "db1:3306", Lifecycle.VANISHED, START.plusSeconds(2), 10.0, 0, Map.of());
    List<RunFacts> more = new ArrayList<>(runs);
    more.add(cutOff);
    TrendRow withUnseen = Trend.of(more).get(2);
    assertThat(withUnseen.runs()).isEqualTo(6);
    assertThat(withUnseen.unknown()).isEqualTo(1);
    assertThat(withUnseen.successRate()).as("of those whose end is known").isEqualTo(0.8);
    assertThat(Trend.of(List.of(cutOff)).getFirst().successRate()).isNull();
    TrendRow running = rows.get(3);
    assertThat(running.running()).isEqualTo(1);
    assertThat(running.successRate()).isNull();
    assertThat(running.rowsPerSecond()).isNull();
    assertThat(Trend.of(List.of())).isEmpty();
  }
}
