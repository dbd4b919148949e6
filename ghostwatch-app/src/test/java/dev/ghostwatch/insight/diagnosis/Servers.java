package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.BinlogFigures;
import dev.ghostwatch.model.server.BinlogPosition;
import dev.ghostwatch.model.server.DiskSpace;
import dev.ghostwatch.model.server.Flavor;
import dev.ghostwatch.model.server.MetadataLock;
import dev.ghostwatch.model.server.MetadataLocks;
import dev.ghostwatch.model.server.OpenTransaction;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.RowLockWait;
import dev.ghostwatch.model.server.RowLocks;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerIdentity;
import dev.ghostwatch.model.server.Standstill;
import dev.ghostwatch.model.server.TableFigures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A database server made up part by part; what is not said is not known. */
final class Servers {
  static final TableName ORDERS = new TableName("shop", "orders");

  private final String address;
  @Nullable ServerIdentity identity;
  Map<String, String> variables = Map.of();
  @Nullable BinlogPosition position;
  @Nullable List<ReplicationChannel> channels = List.of();
  @Nullable RowLocks rowLocks;
  @Nullable List<OpenTransaction> transactions;
  @Nullable MetadataLocks metadataLocks;
  @Nullable List<TableFigures> tables;
  @Nullable BinlogFigures binlogs;
  @Nullable DiskSpace disk;

  private Servers(String address) {
    this.address = address;
  }

  static Servers primary() {
    return new Servers("db1:3306");
  }

  static Servers at(String address) {
    return new Servers(address);
  }

  static Servers replica() {
    Servers replica = new Servers("db2:3306");
    replica.channels = List.of(channel("Yes", true, 0, "", null));
    return replica;
  }

  static ReplicationChannel channel(
      String io, boolean sql, int errno, String error, @Nullable Standstill standstill) {
    return new ReplicationChannel(
        "",
        "db1",
        3306,
        1L,
        null,
        io,
        sql,
        null,
        null,
        null,
        null,
        0,
        "",
        errno,
        error,
        standstill);
  }

  Servers readOnly() {
    identity =
        new ServerIdentity(
            Flavor.MYSQL, "8.4.0", null, 1L, null, true, true, null, null, null, null, null, null);
    return this;
  }

  static RowLocks blocked(String waitingQuery) {
    return new RowLocks(
        1L,
        1L,
        List.of(
            new RowLockWait(
                "`shop`.`orders`", 9L, 61L, waitingQuery, 4711L, 70L, "select sleep(60)")));
  }

  static OpenTransaction transaction(long id, long seconds) {
    return new OpenTransaction(
        id, "app", "web1", "Sleep", seconds, "RUNNING", 1L, 0L, "update orders set x = 1");
  }

  static MetadataLock lock(long id, long seconds, String query) {
    return new MetadataLock(ORDERS, "EXCLUSIVE", id, "app", "web1", "Query", seconds, query);
  }

  ServerFigures seen(Instant now) {
    return ServerFigures.of(address, address, now)
        .identity(identity)
        .watchedVariables(variables)
        .position(position)
        .channels(channels)
        .rowLocks(rowLocks)
        .transactions(transactions)
        .metadataLocks(metadataLocks)
        .tables(tables)
        .binlogs(binlogs)
        .disk(disk)
        .build();
  }

  /** Lets a case know these servers. */
  static UnaryOperator<CaseFile> known(Servers... servers) {
    return file ->
        file.around(
            new ServersAndHost(
                List.of(servers).stream().map(server -> server.seen(file.now())).toList(),
                null,
                Map.of()));
  }
}
