package dev.ghostwatch.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.server.MetadataLock;
import dev.ghostwatch.model.server.MetadataLocks;
import dev.ghostwatch.model.server.OpenTransaction;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.RowLockWait;
import dev.ghostwatch.model.server.RowLocks;
import dev.ghostwatch.model.server.RunningQuery;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerProblem;
import dev.ghostwatch.model.server.Standstill;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerTextTest {
  private static final Instant NOW = Instant.parse("2026-11-26T03:00:15Z");
  private static final TableName ORDERS = new TableName("shop", "orders");
  private static final ServerProblem NO_PLUGIN =
      new ServerProblem(
          ServerProblem.Kind.SWITCHED_OFF,
          "information_schema.metadata_lock_info",
          Phrase.of("server.lockPlugin", "db2", "INSTALL SONAME 'metadata_lock_info';"),
          "INSTALL SONAME 'metadata_lock_info';");

  private static ServerText text(
      @Nullable List<ReplicationChannel> channels,
      @Nullable RowLocks rowLocks,
      List<RunningQuery> queries,
      List<OpenTransaction> transactions,
      @Nullable MetadataLocks locks) {
    return new ServerText(
        Texts.of(Language.EN),
        ServerFigures.of("db2", "db2:3306", NOW)
            .channels(channels)
            .rowLocks(rowLocks)
            .longQueries(queries)
            .transactions(transactions)
            .metadataLocks(locks)
            .problems(List.of(NO_PLUGIN))
            .build());
  }

  private static ServerText replica(
      String io, boolean sql, int errno, String error, @Nullable Standstill still) {
    ReplicationChannel channel =
        new ReplicationChannel(
            "", "db1", 3306, 1L, null, io, sql, null, null, null, null, 0, "", errno, error, still);
    return text(List.of(channel), null, List.of(), List.of(), null);
  }

  private static ServerText fetching(String io, int errno, String error) {
    ReplicationChannel channel =
        new ReplicationChannel(
            "",
            "db1",
            3306,
            1L,
            null,
            io,
            true,
            null,
            null,
            null,
            null,
            errno,
            error,
            0,
            "",
            still(false));
    return text(List.of(channel), null, List.of(), List.of(), null);
  }

  private static Standstill still(boolean atLeast) {
    return new Standstill(NOW.minusSeconds(12), 13.2, 3, atLeast, "START SLAVE SQL_THREAD;");
  }

  @Test
  void aReplicaThatSomebodyStoppedIsToldWithItsLagAndTheCure() {
    ServerText text = replica("Yes", false, 0, "", still(false));
    assertThat(text.replicationLag()).isEqualTo("about 13.2 s (SQL thread stopped)");
    assertThat(text.lines())
        .containsExactly(
            "",
            "REPLICATION STOPPED without an error: IO thread Yes, SQL thread No. Seen so for 12s."
                + " If nobody stopped it on purpose, run there: START SLAVE SQL_THREAD;");
  }

  @Test
  void aBrokenOneIsToldWithTheError() {
    ServerText text =
        replica("Yes", false, 1062, "Duplicate entry '7' for key 'PRIMARY'", still(true));
    assertThat(text.replicationLag()).isEqualTo("at least 13.2 s (replication broken)");
    assertThat(text.lines())
        .contains(
            "REPLICATION BROKEN: error 1062: Duplicate entry '7' for key 'PRIMARY'. Seen so for"
                + " 12s. Mend the cause on the replica, then run there: START SLAVE SQL_THREAD;");
  }

  @Test
  void oneThatCannotReachItsSourceIsNotToldToStart() {
    ServerText text = replica("Connecting", true, 0, "", still(false));
    assertThat(text.replicationLag()).isEqualTo("about 13.2 s (cannot connect to its source)");
    assertThat(text.lines())
        .contains(
            "REPLICATION STOPPED without an error: IO thread Connecting, SQL thread Yes. Seen so"
                + " for 12s.");
    assertThat(
            fetching(
                    "Connecting",
                    2003,
                    "error reconnecting to source 'g@db1:3306' - retry-time: 60")
                .lines())
        .contains(
            "REPLICATION STOPPED: it cannot connect to its source and tries again by itself: error"
                + " 2003: error reconnecting to source 'g@db1:3306' - retry-time: 60. Seen so for"
                + " 12s.");
    assertThat(replica("No", false, 0, "", still(false)).replicationLag())
        .isEqualTo("about 13.2 s (replication stopped)");
    assertThat(replica("No", true, 0, "", still(false)).replicationLag())
        .isEqualTo("about 13.2 s (IO thread stopped)");
  }

  @Test
  void aFetchingThreadThatAnErrorEndedIsBroken() {
    ServerText text = fetching("No", 1236, "Could not find first log file name in binary log");
    assertThat(text.replicationLag()).isEqualTo("about 13.2 s (replication broken)");
    assertThat(text.lines())
        .contains(
            "REPLICATION BROKEN: error 1236: Could not find first log file name in binary log. Seen"
                + " so for 12s. Mend the cause on the replica, then run there: START SLAVE"
                + " SQL_THREAD;");
  }

  @Test
  void eachConnectionIsToldOnceWhereItMattersMost() {
    MetadataLock waiter =
        new MetadataLock(ORDERS, "EXCLUSIVE", 113, "g", "db9", "Query", 76L, "rename \u001b[2J");
    MetadataLock holder =
        new MetadataLock(ORDERS, "SHARED_READ", 116, "app", null, "Sleep", 90L, null);
    MetadataLock elsewhere =
        new MetadataLock(
            new TableName("shop", "other"), "SHARED_READ", 117, "app", null, "Sleep", 90L, null);
    List<String> lines =
        text(
                List.of(),
                new RowLocks(
                    1L,
                    1L,
                    List.of(new RowLockWait("shop.orders", 5, 40L, "insert", 9, 60L, null))),
                List.of(
                    new RunningQuery(113, "g", "db9", "shop", "Query", 76, "Waiting", "rename"),
                    new RunningQuery(5, "g", "db9", "shop", "Query", 40, "updating", "insert"),
                    new RunningQuery(
                        6, "app", "db8", "shop", "Query", 8, "Sending data", "select")),
                List.of(
                    new OpenTransaction(
                        116, "app", "db8", "Sleep", 90, "RUNNING", 1200L, 0L, null)),
                new MetadataLocks(List.of(waiter), List.of(holder, waiter, elsewhere)))
            .lines();
    assertThat(lines.subList(1, lines.size()))
        .containsExactly(
            "waiting 1m16s for a metadata lock on shop.orders: connection 113 (g@db9): rename"
                + " \\x1b[2J",
            "held by connection 116 (app): SHARED_READ on shop.orders, for 1m30s: Sleep",
            "waiting 40s for a row lock on shop.orders: connection 5, behind connection 9,"
                + " whose transaction is 1m0s old: insert",
            "running for 8s: connection 6 (app@db8), Sending data: select");
  }

  @Test
  void ofManyThreeAreToldAndTheRestCounted() {
    List<RunningQuery> queries =
        java.util.stream.LongStream.rangeClosed(1, 5)
            .mapToObj(id -> new RunningQuery(id, "app", "h", null, "Query", 10, null, "q" + id))
            .toList();
    assertThat(text(List.of(), null, queries, List.of(), null).lines())
        .endsWith("running for 10s: connection 3 (app@h), -: q3", "and 2 more");
  }

  @Test
  void aSwitchThatIsOffIsMentionedOnlyWhenItWouldHelp() {
    MetadataLock waiter = new MetadataLock(null, null, 113, "g", "h", "Query", 7L, "drop table x");
    assertThat(
            text(List.of(), null, List.of(), List.of(), new MetadataLocks(List.of(), null)).lines())
        .hasSize(1);
    assertThat(
            text(List.of(), null, List.of(), List.of(), new MetadataLocks(List.of(waiter), null))
                .lines())
        .contains("waiting 7s for a metadata lock: connection 113 (g@h): drop table x")
        .last()
        .asString()
        .endsWith("Run there as an administrator: INSTALL SONAME 'metadata_lock_info';");
  }
}
