package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.server.BinlogFigures;
import dev.ghostwatch.model.server.BinlogPosition;
import dev.ghostwatch.model.server.DiskSpace;
import dev.ghostwatch.model.server.HeartbeatReading;
import dev.ghostwatch.model.server.KeyRangeProgress;
import dev.ghostwatch.model.server.MetadataLocks;
import dev.ghostwatch.model.server.OpenTransaction;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.RowLocks;
import dev.ghostwatch.model.server.RunningQuery;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerFigures.Reach;
import dev.ghostwatch.model.server.ServerIdentity;
import dev.ghostwatch.model.server.ServerLoad;
import dev.ghostwatch.model.server.ServerProblem;
import dev.ghostwatch.model.server.TableFigures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures of a server being put together. */
final class FiguresBuilder {
  @Nullable ServerIdentity identity;
  @Nullable ServerLoad load;
  Map<String, String> watchedVariables = Map.of();
  @Nullable BinlogPosition position;
  @Nullable List<ReplicationChannel> channels;
  @Nullable HeartbeatReading heartbeat;
  @Nullable RowLocks rowLocks;
  @Nullable List<RunningQuery> longQueries;
  @Nullable List<OpenTransaction> transactions;
  @Nullable MetadataLocks metadataLocks;
  @Nullable List<TableFigures> tables;
  @Nullable List<KeyRangeProgress> keyRanges;
  @Nullable BinlogFigures binlogs;
  @Nullable DiskSpace disk;

  ServerFigures build(
      ServerSource source,
      Instant observedAt,
      Reach reach,
      @Nullable Instant nextTryAt,
      List<ServerProblem> problems) {
    return new ServerFigures(
        source.name(),
        source.address(),
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
