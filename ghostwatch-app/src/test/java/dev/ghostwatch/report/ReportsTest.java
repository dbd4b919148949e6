package dev.ghostwatch.report;

import static dev.ghostwatch.report.StoredRuns.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.client.value.ThrottleReason.Kind;
import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.insight.eta.EtaPrior;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.report.Comparison;
import dev.ghostwatch.model.report.LagFigures;
import dev.ghostwatch.model.report.Measure;
import dev.ghostwatch.model.report.RunReport;
import dev.ghostwatch.model.report.TrendRow;
import dev.ghostwatch.model.timelost.TimeCause.Stage;
import dev.ghostwatch.model.timelost.TimeCause.Throttled;
import dev.ghostwatch.model.timelost.TimeShare;
import dev.ghostwatch.model.timelost.TimeSpent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of a made-up history, measured and put beside each other. */
@NullUnmarked // a test fails on null by itself
class ReportsTest {
  private static final TableName ORDERS = new TableName("shop", "orders");
  private static final TableName OTHER = new TableName("shop", "other");
  private static final Instant NOW = START.plus(Duration.ofDays(1));

  @TempDir Path folder;
  private HistoryReader reader;
  private Reports reports;

  @BeforeEach
  void fill() throws IOException {
    Path file = folder.resolve("history.db");
    StoredRuns.write(
        file,
        () -> NOW,
        store -> {
          StoredRuns.run(store, ORDERS, "db1:3306", 0, 100, Lifecycle.SUCCEEDED);
          StoredRuns.run(store, ORDERS, "db1:3306", 200, 300, Lifecycle.SUCCEEDED);
          StoredRuns.run(store, ORDERS, "db1:3306", 400, 999, Lifecycle.FAILED);
          StoredRuns.run(store, ORDERS, "db2:3306", 600, 800, Lifecycle.SUCCEEDED);
          StoredRuns.run(store, OTHER, "db1:3306", 800, 500, Lifecycle.SUCCEEDED);
          StoredRuns.run(store, ORDERS, "db1:3306", 1_000, 200, Lifecycle.SUCCEEDED);
          store.migration(StoredRuns.row(OTHER, "db1:3306", 1_200));
        });
    reader = HistoryReader.open(file);
    reports = new Reports(reader, NOW);
  }

  private MigrationRow row(TableName table, long second) throws IOException {
    return reader.run(StoredRuns.id(table, second)).row();
  }

  @Test
  void theTimeOfARunAddsUpToTheSecond() throws IOException {
    RunReport report = reports.report(row(ORDERS, 0));
    TimeSpent time = report.facts().time();
    assertThat(time.seconds()).isEqualTo(100);
    assertThat(time.of(new Throttled(Kind.LAG))).isCloseTo(20, within(1e-6));
    // 40 s of copying and sleeping, and half a second to the first sample that is postponed.
    assertThat(time.of(Stage.COPYING)).isCloseTo(time.of(Stage.SLEEPING), within(1e-6));
    assertThat(time.of(Stage.COPYING) + time.of(Stage.SLEEPING)).isCloseTo(40, within(1.0));
    assertThat(time.of(Stage.POSTPONED)).isCloseTo(29.5, within(1e-6));
    assertThat(time.of(Stage.CUT_OVER)).isCloseTo(10, within(1.0));
    assertThat(time.shares().stream().mapToDouble(TimeShare::seconds).sum())
        .isCloseTo(100, within(1e-6));
    assertThat(report.facts().rowsPerSecond()).isCloseTo(4_000 / 60.0, within(1.0));
  }

  @Test
  void lagCutOverAndMeasuresAreExact() throws IOException {
    RunReport report = reports.report(row(ORDERS, 0));
    // 0.1 to 9.1 s: 91 samples, of which the 87th by size is the 95th percentile.
    assertThat(report.facts().lag())
        .containsExactly(new LagFigures("lagSeconds", 91, 418.6 / 91, 8.7, 9.1));
    assertThat(report.facts().lockSeconds()).isEqualTo(1.25);
    assertThat(report.facts().cutOverAttempts()).isEqualTo(2);
    assertThat(report.facts().cutOverFailed()).isEqualTo(1);
    assertThat(report.facts().measures())
        .containsEntry(Measure.ROW_BYTES, 200.0)
        .containsEntry(Measure.CHUNK_SIZE, 1_000.0)
        .containsEntry(Measure.ROWS, 4_000.0);
    assertThat(report.analysis().throttling().seconds()).isEqualTo(20);
    assertThat(report.analysis().throttling().intervals().kept()).hasSize(1);
    assertThat(report.analysis().errors().count()).isEqualTo(1);
    assertThat(report.analysis().phases())
        .extracting(phase -> phase.name())
        .containsExactly("copy", "postponed", "cut-over");
  }

  @Test
  void aRunIsComparedWithEarlierOnesOfItsTableOnItsServer() throws IOException {
    Comparison comparison = reports.compare(row(ORDERS, 1_000));
    assertThat(comparison.table().runs()).isEqualTo(2);
    assertThat(comparison.table().slower()).isEqualTo(1);
    assertThat(comparison.table().ratio()).isCloseTo(1.0, within(0.01));
    assertThat(comparison.server().runs()).isEqualTo(3);
    assertThat(reports.compare(row(ORDERS, 0)).table()).isNull();
    assertThat(reports.compare(row(ORDERS, 0)).server()).isNull();
  }

  @Test
  void aRunWithoutSamplesIsAllUnknown() throws IOException {
    RunReport report = reports.report(row(OTHER, 1_200));
    assertThat(report.facts().time().shares())
        .containsExactly(
            new TimeShare(
                Stage.UNKNOWN, Duration.between(START.plusSeconds(1_200), NOW).toSeconds()));
    assertThat(report.facts().rowsPerSecond()).isNull();
    assertThat(report.facts().lag()).isEmpty();
    assertThat(report.analysis().progress().samples()).isZero();
    assertThat(report.comparison().table().ratio()).isNull();
  }

  @Test
  void whatEarlierRunsTellIsTheirMedianRateOfCopying() throws IOException {
    EtaPrior prior =
        reports.prior(new TableName("shop", "orders"), "db1:3306", START.plusSeconds(5_000));
    // Of 200, 300 and 100 rows a second, half of which slept for the nice ratio.
    assertThat(prior.rowsPerSecond()).isCloseTo(400, within(8.0));
    assertThat(prior.rows()).isEqualTo(8_000);
    assertThat(reports.prior(new TableName("shop", "orders"), "db1:3306", START)).isNull();
    assertThat(reports.prior(new TableName("shop", "orders"), "db3:3306", NOW)).isNull();
    assertThat(reports.prior(new TableName("shop", "none"), null, NOW)).isNull();
  }

  @Test
  void aTrendCountsWhatBeganSince() throws IOException {
    List<TrendRow> all = reports.trend(START, null);
    assertThat(all.getFirst().runs()).isEqualTo(7);
    assertThat(all.getFirst().running()).isEqualTo(1);
    assertThat(all.getFirst().successRate()).isCloseTo(5 / 6.0, within(1e-9));
    assertThat(all.getFirst().cutOverFailed()).isEqualTo(6);
    assertThat(reports.trend(START.plusSeconds(1_100), null).getFirst().runs()).isEqualTo(1);
    assertThat(reports.trend(START, "shop.other").getFirst().runs()).isEqualTo(2);
    assertThat(reports.trend(NOW, null)).isEmpty();
  }
}
