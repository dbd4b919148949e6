package dev.ghostwatch.insight.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.EndpointFacts;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.server.BinlogFigures;
import dev.ghostwatch.model.server.BinlogFigures.BinlogFile;
import dev.ghostwatch.model.server.DiskSpace;
import dev.ghostwatch.model.server.Growth;
import dev.ghostwatch.model.server.MetadataLocks;
import dev.ghostwatch.model.server.TableFigures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** D9, D27 to D33 and D38: each with a case in which it speaks and a near miss. */
class ServerRulesTest {
  private static UnaryOperator<CaseFile> answers(ControlException.Kind failure) {
    return file ->
        file.endpoint(
            new EndpointFacts(
                new Endpoint.UnixSocket(Path.of("/tmp/x.sock")), failure, "no answer", List.of()));
  }

  @Test
  void d9TheProcessHangs() {
    Finding finding =
        new Play()
            .process("--execute")
            .run(30)
            .passes(90)
            .with(answers(ControlException.Kind.NO_ANSWER))
            .fires("D9", Severity.CRITICAL);
    assertThat(Play.english(finding)).contains("process 77", "pipe", "said nothing for 1m35s");
    new Play()
        .process("--execute")
        .run(30)
        .passes(20)
        .with(answers(ControlException.Kind.NO_ANSWER))
        .isQuiet("D9");
    new Play().run(30).passes(90).isQuiet("D9");
  }

  private static Servers logs(String file, Duration closedAgo) {
    Servers replica = Servers.replica();
    replica.binlogs =
        new BinlogFigures(
            Play.START,
            List.of(
                new BinlogFile(file, 1 << 20, Play.START.minus(closedAgo)),
                new BinlogFile("mysql-bin.000009", 1 << 20, null)),
            86_400L,
            null,
            new Growth(1_000, 600));
    return replica;
  }

  @Test
  void d27TheBinaryLogIsPurgedSoon() {
    Play play = new Play().run(30);
    Finding finding =
        play.with(Servers.known(logs("mysql-bin.000007", Duration.ofHours(20))))
            .fires("D27", Severity.WARNING);
    assertThat(finding.command()).isEqualTo("SET GLOBAL binlog_expire_logs_seconds = 604800;");
    assertThat(Play.english(finding)).contains("mysql-bin.000007", "purged in 3h59m30s");
    play.with(Servers.known(logs("mysql-bin.000007", Duration.ofMinutes(1430))))
        .fires("D27", Severity.CRITICAL);
    play.with(Servers.known(logs("mysql-bin.000008", Duration.ofHours(1))))
        .fires("D27", Severity.CRITICAL);
    play.with(Servers.known(logs("mysql-bin.000007", Duration.ofHours(1)))).isQuiet("D27");
  }

  /** A megabyte of binary log a second, seen for this long. */
  private static Servers space(long free, double watchedSeconds) {
    Servers primary = Servers.primary();
    primary.disk = new DiskSpace("/var/lib/mysql", 100L << 30, free);
    primary.binlogs =
        new BinlogFigures(Play.START, List.of(), null, null, new Growth(1_000_000, watchedSeconds));
    return primary;
  }

  @Test
  void d28TheVolumeFillsUp() {
    Play play = new Play().run(60);
    Finding finding =
        play.with(Servers.known(space(100_000_000, 60))).fires("D28", Severity.CRITICAL);
    assertThat(Play.english(finding))
        .contains("full in 1m40s", "95.4 MiB free", "growth of the last 1m0s");
    assertThat(finding.command()).isEqualTo("ghostwatch throttle shop.orders");
    play.with(Servers.known(space(90L << 30, 600))).isQuiet("D28");
    // Nobody knows when this one ends; throttling wins nothing any more.
    Play copied =
        new Play().at(1_000_000, 1_000_000).steps(0, 0, 500).state("postponing cut-over").run(60);
    Finding open = copied.with(Servers.known(space(9L << 30, 600))).fires("D28", Severity.WARNING);
    assertThat(Play.english(open)).contains("when the run ends is not known");
    assertThat(open.command()).isEqualTo("ghostwatch cut-over shop.orders");
    // Hours ahead are not told from growth that was seen for two minutes.
    copied.with(Servers.known(space(9L << 30, 120))).isQuiet("D28");
  }

  @Test
  void d29TheWriterIsGone() {
    Play play = new Play().run(30).steps(0, 0, 0);
    play.happened("error", "Error 1290 (HY000): The MySQL server is running with --read-only");
    Finding finding = play.run(70).fires("D29", Severity.CRITICAL);
    assertThat(Play.english(finding)).contains("db1:3306", "Error 1290");
    Play over = new Play().run(30);
    over.happened("error", "Error 1290 (HY000): The MySQL server is running with --read-only");
    over.run(70).isQuiet("D29");
    new Play()
        .run(30)
        .with(Servers.known(Servers.primary().readOnly()))
        .fires("D29", Severity.CRITICAL);
    new Play().run(30).happened("error", "Error 1062: Duplicate entry").run(10).isQuiet("D29");
  }

  private static Snapshot neighbour(String... arguments) {
    Play play = new Play().run(10).process(arguments);
    Snapshot snapshot = play.file().snapshot();
    return Snapshot.of()
        .table(new TableName("shop", "items"))
        .migratedHost(snapshot.migratedHost())
        .inspectedHost(snapshot.inspectedHost())
        .startedAt(Play.START)
        .process(
            new ProcessFacts(
                78, null, null, null, null, List.of(arguments), false, null, null, null, "file"))
        .build();
  }

  @Test
  void d30TwoRunsWithOneReplicaId() {
    Finding finding =
        new Play()
            .run(10)
            .process("--execute")
            .with(file -> file.neighbours(List.of(neighbour("--replica-server-id=99999"))))
            .fires("D30", Severity.WARNING);
    assertThat(Play.english(finding)).contains("processes 77 and 78", "--replica-server-id=100000");
    new Play()
        .run(10)
        .process("--execute")
        .with(file -> file.neighbours(List.of(neighbour("--replica-server-id=100"))))
        .isQuiet("D30");
  }

  @Test
  void d31ItsOwnTablesAreMissing() {
    String error = "Error 1146 (42S02): Table 'shop._orders_gho' doesn't exist";
    Play play = new Play().run(30).logged("INFO", "x").happened("error", error);
    assertThat(Play.english(play.fires("D31", Severity.CRITICAL))).contains("_orders_gho");
    play.logged("INFO", "Done migrating `shop`.`orders`").fires("D31", Severity.INFO);
    new Play()
        .run(30)
        .happened("error", "Error 1146 (42S02): Table 'shop.other' doesn't exist")
        .isQuiet("D31");
  }

  private static Servers left(String table, Duration ago) {
    Servers primary = Servers.primary();
    primary.tables =
        List.of(
            new TableFigures(
                Play.START,
                new TableName("shop", table),
                1L,
                1L,
                1L << 20,
                0L,
                Play.START.minus(ago),
                null));
    return primary;
  }

  @Test
  void d32LeftOverTables() {
    Finding finding =
        new Play()
            .run(10)
            .with(Servers.known(left("_items_gho", Duration.ofDays(2))))
            .fires("D32", Severity.INFO);
    assertThat(finding.command()).isEqualTo("DROP TABLE `shop`.`_items_gho`;");
    for (Servers fine :
        List.of(
            left("_items_gho", Duration.ofMinutes(5)),
            left("_orders_gho", Duration.ofDays(2)),
            left("items_gho", Duration.ofDays(2)))) {
      new Play().run(10).with(Servers.known(fine)).isQuiet("D32");
    }
  }

  @Test
  void d33LongTransactionsOnTheTable() {
    Servers primary = Servers.primary();
    primary.transactions = List.of(Servers.transaction(4711, 300));
    primary.metadataLocks = new MetadataLocks(List.of(), List.of(Servers.lock(4711, 300, "x")));
    Finding finding =
        new Play().run(10).with(Servers.known(primary)).fires("D33", Severity.WARNING);
    assertThat(Play.english(finding)).contains("session 4711 of app@web1", "open for 5m0s");
    primary.metadataLocks = new MetadataLocks(List.of(), List.of());
    new Play().run(10).with(Servers.known(primary)).isQuiet("D33");
    primary.metadataLocks = new MetadataLocks(List.of(), List.of(Servers.lock(4711, 3, "x")));
    primary.transactions = List.of(Servers.transaction(4711, 3));
    new Play().run(10).with(Servers.known(primary)).isQuiet("D33");
  }

  @Test
  void d38KilledWithoutAWord() {
    Finding finding = new Play().run(30).ended(Lifecycle.VANISHED).fires("D38", Severity.CRITICAL);
    assertThat(Play.english(finding)).contains("125,000 of 1,000,000 rows were copied");
    new Play().run(30).ended(Lifecycle.SUCCEEDED).isQuiet("D38");
    new Play()
        .run(30)
        .happened("fatal", "critical-load met")
        .ended(Lifecycle.VANISHED)
        .isQuiet("D38");
  }
}
