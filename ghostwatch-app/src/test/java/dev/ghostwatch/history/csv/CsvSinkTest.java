package dev.ghostwatch.history.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.SampleRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daily CSV files. */
class CsvSinkTest {
  private static final Instant START = Instant.parse("2026-11-22T13:08:06Z");
  private static final MigrationId ORDERS = new MigrationId(new TableName("shop", "orders"), START);

  @TempDir Path folder;

  @Test
  void aLineForEachSampleUnderTheClassicHeader() throws Exception {
    CsvSink sink = new CsvSink(folder, ZoneOffset.UTC, 7);
    sink.write(ORDERS, sample(START));
    sink.write(ORDERS, SampleRow.at(START.plusSeconds(60)).build());
    assertThat(Files.readAllLines(folder.resolve("shop.orders/metrics-20261122.csv")))
        .containsExactly(
            "timestamp,datetime,migrated_rows,progress_pct,eta_seconds,lag_ms,chunk_size,load_avg",
            "1795352886,2026-11-22 13:08:06,466600,62,79,10,1000,0.75",
            "1795352946,2026-11-22 13:09:06,,,,,,");
  }

  @Test
  void aTableEstimatedAsEmptyIsNotDone() throws Exception {
    CsvSink sink = new CsvSink(folder, ZoneOffset.UTC, 7);
    sink.write(
        ORDERS,
        SampleRow.at(START)
            .with(Column.ROWS_COPIED, 76_500)
            .with(Column.ROWS_ESTIMATE, 0)
            .with(Column.PERCENT, 100.0)
            .with(Column.ETA_SECONDS, 0)
            .build());
    assertThat(Files.readAllLines(folder.resolve("shop.orders/metrics-20261122.csv")).get(1))
        .isEqualTo("1795352886,2026-11-22 13:08:06,76500,,,,,");
  }

  @Test
  void theDayIsThatOfTheZone() throws Exception {
    CsvSink sink = new CsvSink(folder, ZoneId.of("Asia/Shanghai"), 7);
    sink.write(ORDERS, sample(Instant.parse("2026-11-22T16:30:00Z")));
    assertThat(Files.readAllLines(folder.resolve("shop.orders/metrics-20261123.csv")).get(1))
        .contains("2026-11-23 00:30:00");
  }

  @Test
  void formerDaysAreCompressedAndDeletedAfterAWeek() throws Exception {
    CsvSink sink = new CsvSink(folder, ZoneOffset.UTC, 7);
    for (int day = 0; day < 10; day++) {
      sink.write(ORDERS, sample(START.plus(Duration.ofDays(day))));
    }
    assertThat(names())
        .containsExactly(
            "metrics-20261125.csv.gz",
            "metrics-20261126.csv.gz",
            "metrics-20261127.csv.gz",
            "metrics-20261128.csv.gz",
            "metrics-20261129.csv.gz",
            "metrics-20261130.csv.gz",
            "metrics-20261201.csv");
    try (GZIPInputStream in =
        new GZIPInputStream(
            Files.newInputStream(folder.resolve("shop.orders/metrics-20261130.csv.gz")))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .startsWith(ClassicCsv.HEADER + "\n")
          .hasLineCount(2);
    }
  }

  @Test
  void otherFilesAreLeftAlone() throws Exception {
    Path files = Files.createDirectories(folder.resolve("shop.orders"));
    for (String name : List.of("metrics-20200101.csv.bak", "metrics-x.csv", "notes.csv")) {
      Files.writeString(files.resolve(name), "mine");
    }
    new CsvSink(folder, ZoneOffset.UTC, 7).write(ORDERS, sample(START));
    assertThat(names())
        .containsExactly(
            "metrics-20200101.csv.bak", "metrics-20261122.csv", "metrics-x.csv", "notes.csv");
  }

  @Test
  void halfALineThatAKilledAgentLeftIsWrittenOver() throws Exception {
    Path file =
        Files.createDirectories(folder.resolve("shop.orders")).resolve("metrics-20261122.csv");
    Files.writeString(file, ClassicCsv.HEADER + "\n1,2,3\n1795352");
    new CsvSink(folder, ZoneOffset.UTC, 7).write(ORDERS, sample(START));
    assertThat(Files.readAllLines(file))
        .hasSize(3)
        .last()
        .asString()
        .startsWith("1795352886,2026-11-22 13:08:06,466600");
  }

  @Test
  void hostileNamesStayInTheFolder() throws Exception {
    CsvSink sink = new CsvSink(folder, ZoneOffset.UTC, 7);
    sink.write(new MigrationId(new TableName("..", "../../etc"), START), sample(START));
    assertThat(folder.resolve("%2E%2E.%2E%2E%2F%2E%2E%2Fetc/metrics-20261122.csv")).exists();
  }

  @Test
  void noDaysAreTooFew() {
    assertThatThrownBy(() -> new CsvSink(folder, ZoneOffset.UTC, 0))
        .hasMessage("CSV files are kept for 0 days; at least 1");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("shop.orders"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static SampleRow sample(Instant at) {
    return SampleRow.at(at)
        .with(Column.ROWS_COPIED, 466_600)
        .with(Column.PERCENT, 62.0)
        .with(Column.ETA_SECONDS, 79)
        .with(Column.LAG_SECONDS, 0.01)
        .with(Column.CHUNK_SIZE, 1_000)
        .with(Column.LOAD_AVERAGE, 0.75)
        .build();
  }
}
