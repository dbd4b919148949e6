package dev.ghostwatch.model.server;

import dev.ghostwatch.model.server.ServerFigures.Reach;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the figures of a server together, part by part: what is not said is not known, and the
 * server answers. Not safe for use by several threads.
 */
public final class ServerFiguresBuilder {
  private String name;
  private String address;
  private Instant observedAt;
  private Reach reach = Reach.ANSWERS;
  private @Nullable Instant nextTryAt;
  private @Nullable ServerIdentity identity;
  private @Nullable ServerLoad load;
  private Map<String, String> watchedVariables = Map.of();
  private @Nullable BinlogPosition position;
  private @Nullable List<ReplicationChannel> channels;
  private @Nullable HeartbeatReading heartbeat;
  private @Nullable RowLocks rowLocks;
  private @Nullable List<RunningQuery> longQueries;
  private @Nullable List<OpenTransaction> transactions;
  private @Nullable MetadataLocks metadataLocks;
  private @Nullable List<TableFigures> tables;
  private @Nullable List<KeyRangeProgress> keyRanges;
  private @Nullable BinlogFigures binlogs;
  private @Nullable DiskSpace disk;
  private List<ServerProblem> problems = List.of();

  ServerFiguresBuilder(String name, String address, Instant observedAt) {
    this.name = name;
    this.address = address;
    this.observedAt = observedAt;
  }

  ServerFiguresBuilder(ServerFigures from) {
    name = from.name();
    address = from.address();
    observedAt = from.observedAt();
    reach = from.reach();
    nextTryAt = from.nextTryAt();
    identity = from.identity();
    load = from.load();
    watchedVariables = from.watchedVariables();
    position = from.position();
    channels = from.channels();
    heartbeat = from.heartbeat();
    rowLocks = from.rowLocks();
    longQueries = from.longQueries();
    transactions = from.transactions();
    metadataLocks = from.metadataLocks();
    tables = from.tables();
    keyRanges = from.keyRanges();
    binlogs = from.binlogs();
    disk = from.disk();
    problems = from.problems();
  }

  public ServerFiguresBuilder name(String value) {
    name = value;
    return this;
  }

  public ServerFiguresBuilder address(String value) {
    address = value;
    return this;
  }

  public ServerFiguresBuilder observedAt(Instant value) {
    observedAt = value;
    return this;
  }

  public ServerFiguresBuilder reach(Reach value) {
    reach = value;
    return this;
  }

  public ServerFiguresBuilder nextTryAt(@Nullable Instant value) {
    nextTryAt = value;
    return this;
  }

  public ServerFiguresBuilder identity(@Nullable ServerIdentity value) {
    identity = value;
    return this;
  }

  public ServerFiguresBuilder load(@Nullable ServerLoad value) {
    load = value;
    return this;
  }

  public ServerFiguresBuilder watchedVariables(Map<String, String> value) {
    watchedVariables = value;
    return this;
  }

  public ServerFiguresBuilder position(@Nullable BinlogPosition value) {
    position = value;
    return this;
  }

  public ServerFiguresBuilder channels(@Nullable List<ReplicationChannel> value) {
    channels = value;
    return this;
  }

  public ServerFiguresBuilder heartbeat(@Nullable HeartbeatReading value) {
    heartbeat = value;
    return this;
  }

  public ServerFiguresBuilder rowLocks(@Nullable RowLocks value) {
    rowLocks = value;
    return this;
  }

  public ServerFiguresBuilder longQueries(@Nullable List<RunningQuery> value) {
    longQueries = value;
    return this;
  }

  public ServerFiguresBuilder transactions(@Nullable List<OpenTransaction> value) {
    transactions = value;
    return this;
  }

  public ServerFiguresBuilder metadataLocks(@Nullable MetadataLocks value) {
    metadataLocks = value;
    return this;
  }

  public ServerFiguresBuilder tables(@Nullable List<TableFigures> value) {
    tables = value;
    return this;
  }

  public ServerFiguresBuilder keyRanges(@Nullable List<KeyRangeProgress> value) {
    keyRanges = value;
    return this;
  }

  public ServerFiguresBuilder binlogs(@Nullable BinlogFigures value) {
    binlogs = value;
    return this;
  }

  public ServerFiguresBuilder disk(@Nullable DiskSpace value) {
    disk = value;
    return this;
  }

  public ServerFiguresBuilder problems(List<ServerProblem> value) {
    problems = value;
    return this;
  }

  // --- what one part needs of another

  public @Nullable ServerIdentity identity() {
    return identity;
  }

  public @Nullable ServerLoad load() {
    return load;
  }

  public @Nullable RowLocks rowLocks() {
    return rowLocks;
  }

  public ServerFigures build() {
    return new ServerFigures(
        name,
        address,
        observedAt,
        reach,
        nextTryAt,
        identity,
        load,
        watchedVariables,
        position,
        channels,
        heartbeat,
        rowLocks,
        longQueries,
        transactions,
        metadataLocks,
        tables,
        keyRanges,
        binlogs,
        disk,
        problems);
  }
}
