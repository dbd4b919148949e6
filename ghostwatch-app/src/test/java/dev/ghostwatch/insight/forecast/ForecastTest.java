package dev.ghostwatch.insight.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.server.BinlogFigures;
import dev.ghostwatch.model.server.BinlogFigures.BinlogFile;
import dev.ghostwatch.model.server.Growth;
import dev.ghostwatch.model.server.TableFigures;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What comes before the end of a run. */
class ForecastTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final TableName ORDERS = new TableName("shop", "orders");

  private static BinlogFigures binlogs(
      @Nullable Long expire, @Nullable Long most, @Nullable Double growth) {
    return new BinlogFigures(
        NOW,
        List.of(
            new BinlogFile("bin.000007", 100, null),
            new BinlogFile("bin.000008", 100, NOW.minusSeconds(600)),
            new BinlogFile("bin.000009", 50, null)),
        expire,
        most,
        growth == null ? null : new Growth(growth, 600));
  }

  @Test
  void aBinaryLogIsPurgedByItsAge() {
    BinlogFigures hour = binlogs(3_600L, null, 10.0);
    assertThat(PurgeForecast.seconds(hour, "bin.000008", NOW)).isEqualTo(3_000.0);
    // The newest is still written: its age begins when the next one does.
    assertThat(PurgeForecast.seconds(hour, "bin.000009", NOW)).isEqualTo(3_600.0);
    // It was old when watching began, and how old nobody knows.
    assertThat(PurgeForecast.seconds(hour, "bin.000007", NOW)).isNull();
    assertThat(PurgeForecast.seconds(binlogs(60L, null, 10.0), "bin.000008", NOW)).isZero();
  }

  @Test
  void aBinaryLogIsPurgedByTheSizeOfAll() {
    assertThat(PurgeForecast.seconds(binlogs(null, 250L, 10.0), "bin.000008", NOW)).isEqualTo(10.0);
    assertThat(PurgeForecast.seconds(binlogs(3_600L, 250L, 10.0), "bin.000008", NOW))
        .isEqualTo(10.0);
    assertThat(PurgeForecast.seconds(binlogs(null, 250L, null), "bin.000008", NOW)).isNull();
  }

  @Test
  void aBinaryLogThatIsGoneIsSaidToBe() {
    BinlogFigures hour = binlogs(3_600L, null, 10.0);
    assertThat(PurgeForecast.seconds(hour, "bin.000006", NOW)).isZero();
    assertThat(PurgeForecast.seconds(hour, "bin.000010", NOW)).isNull();
    assertThat(PurgeForecast.seconds(hour, "other.000006", NOW)).isNull();
  }

  @Test
  void whereNothingPurgesNothingIsForetold() {
    assertThat(PurgeForecast.seconds(binlogs(null, null, 10.0), "bin.000008", NOW)).isNull();
  }

  @Test
  void aVolumeFillsWithBinaryLogsAndRows() {
    TableFigures table = new TableFigures(NOW, ORDERS, 1_000L, 80L, 80_000L, 20_000L, null, null);
    assertThat(full(6_000, binlogs(null, null, 10.0), table, 0.5, null)).isEqualTo(100.0);
    assertThat(full(6_000, null, table, 0.6, null)).isEqualTo(100.0);
    assertThat(full(6_000, binlogs(null, null, 10.0), null, null, null)).isEqualTo(600.0);
    // At the limit old files go as new ones come.
    assertThat(full(6_000, binlogs(null, 250L, 10.0), table, 0.6, null)).isEqualTo(100.0);
    assertThat(full(6_000, binlogs(null, null, 0.0), null, null, null)).isNull();
    assertThat(full(6_000, null, null, null, null)).isNull();
    // What was seen to go counts when logs and rows do not explain all of it.
    assertThat(full(6_000, binlogs(null, null, 10.0), null, null, new Growth(60.0, 600)))
        .isEqualTo(100.0);
    assertThat(full(6_000, binlogs(null, null, 10.0), null, null, new Growth(2.0, 600)))
        .isEqualTo(600.0);
    assertThat(full(6_000, null, null, null, new Growth(0.0, 600))).isNull();
  }

  private static @Nullable Double full(
      long free,
      @Nullable BinlogFigures binlogs,
      @Nullable TableFigures table,
      @Nullable Double rowsPerSecond,
      @Nullable Growth watched) {
    return VolumeForecast.of(free, binlogs, table, rowsPerSecond, watched).seconds();
  }

  @Test
  void growthSeenForAMomentTellsOfTheNextMomentsOnly() {
    VolumeForecast near = VolumeForecast.of(6_000, null, null, null, new Growth(20, 60));
    assertThat(near).isEqualTo(new VolumeForecast(300.0, 60.0, false));
    VolumeForecast far = VolumeForecast.of(6_001, null, null, null, new Growth(20, 60));
    assertThat(far).isEqualTo(new VolumeForecast(null, null, true));
    assertThat(VolumeForecast.of(6_000_000, null, null, null, new Growth(20, 300)))
        .isEqualTo(new VolumeForecast(300_000.0, 300.0, false));
    // The rows of the copy are known by the run itself.
    TableFigures table = new TableFigures(NOW, ORDERS, 1_000L, 80L, 80_000L, 20_000L, null, null);
    assertThat(VolumeForecast.of(6_000, null, table, 0.6, new Growth(1, 60)))
        .isEqualTo(new VolumeForecast(100.0, null, false));
  }

  @Test
  void aBacklogDrainsWhenEventsAreAppliedFasterThanTheyCome() {
    assertThat(BacklogForecast.of(900.0, 100.0, 400.0)).isEqualTo(new BacklogForecast(true, 3.0));
    assertThat(BacklogForecast.of(900.0, 400.0, 402.0)).isEqualTo(new BacklogForecast(false, null));
    assertThat(BacklogForecast.of(0.0, null, null)).isEqualTo(new BacklogForecast(true, 0.0));
    assertThat(BacklogForecast.of(5.0, null, 4.0)).isEqualTo(new BacklogForecast(null, null));
    assertThat(BacklogForecast.of(null, 1.0, 4.0)).isEqualTo(new BacklogForecast(true, null));
  }
}
