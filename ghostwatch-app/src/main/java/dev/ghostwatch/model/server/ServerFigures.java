package dev.ghostwatch.model.server;

import dev.ghostwatch.client.value.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A MySQL or MariaDB server as it was seen at one moment. Whatever could not be read is null, and
 * {@link #problems} says why.
 *
 * @param name the server's name in the configuration
 * @param address {@code host:port}
 * @param observedAt when it was asked, or would have been
 * @param reach whether it answers
 * @param nextTryAt when it is asked again while it is left alone; null when it is asked as usual
 * @param identity what it is; kept while it is away
 * @param load how busy it is
 * @param watchedVariables the status variables that were asked for by name, as the server shows
 *     them
 * @param position where its own binary log ends; null without a binary log
 * @param channels what it replicates from; empty on a server that does not replicate
 * @param heartbeat what the pt-heartbeat table says; null when none is configured
 * @param rowLocks waits for InnoDB row locks
 * @param longQueries process list entries over 5 s, longest first
 * @param transactions InnoDB transactions open for over 5 s, longest first
 * @param metadataLocks who waits for and who holds metadata locks
 * @param tables the tables of the migrations and what gh-ost left in their databases
 * @param keyRanges how far the copies are by their key; without those whose key is neither a number
 *     nor a time
 * @param binlogs the binary logs it keeps
 * @param disk free space where the server's data is
 * @param problems what could not be read and why
 */
public record ServerFigures(
    String name,
    String address,
    Instant observedAt,
    Reach reach,
    @Nullable Instant nextTryAt,
    @Nullable ServerIdentity identity,
    @Nullable ServerLoad load,
    Map<String, String> watchedVariables,
    @Nullable BinlogPosition position,
    @Nullable List<ReplicationChannel> channels,
    @Nullable HeartbeatReading heartbeat,
    @Nullable RowLocks rowLocks,
    @Nullable List<RunningQuery> longQueries,
    @Nullable List<OpenTransaction> transactions,
    @Nullable MetadataLocks metadataLocks,
    @Nullable List<TableFigures> tables,
    @Nullable List<KeyRangeProgress> keyRanges,
    @Nullable BinlogFigures binlogs,
    @Nullable DiskSpace disk,
    List<ServerProblem> problems) {
  public ServerFigures {
    watchedVariables = Map.copyOf(watchedVariables);
    problems = List.copyOf(problems);
  }

  /** Whether the server answers. */
  public enum Reach {
    /** It answered. */
    ANSWERS,
    /** It answers, but so slowly that it is asked less often. */
    BUSY,
    /** It does not answer; it is tried again, ever less often. */
    AWAY
  }

  /**
   * Figures of a server that answers, to be filled.
   *
   * @param name its name in the configuration
   * @param address {@code host:port}
   */
  public static ServerFiguresBuilder of(String name, String address, Instant observedAt) {
    return new ServerFiguresBuilder(name, address, observedAt);
  }

  /** The same, to be changed. */
  public ServerFiguresBuilder but() {
    return new ServerFiguresBuilder(this);
  }

  /** The same with the space that another source tells of. */
  public ServerFigures withDisk(@Nullable DiskSpace other) {
    return but().disk(other).build();
  }

  /** Whether it replicates from another server; null while its replication is not known. */
  public @Nullable ServerRole role() {
    if (channels == null) {
      return null;
    }
    return channels.isEmpty() ? ServerRole.PRIMARY : ServerRole.REPLICA;
  }

  /** Bytes of a row of a table on average; null when the server was not asked or has none. */
  public @Nullable Long averageRowLength(@Nullable TableName table) {
    if (tables == null) {
      return null;
    }
    for (TableFigures figures : tables) {
      if (figures.table().equals(table)) {
        return figures.averageRowLength();
      }
    }
    return null;
  }

  /**
   * The lag of the slowest channel: what its replica status shows, and of a channel that stands
   * still what its {@link Standstill} says. Null when there is no channel, and when nobody saw one
   * that stands still replicate before: how far behind it is nobody knows then.
   */
  public @Nullable Double replicaStatusLagSeconds() {
    if (channels == null || channels.isEmpty()) {
      return null;
    }
    double slowest = 0;
    for (ReplicationChannel channel : channels) {
      Double lag = channel.behindSeconds();
      if (lag == null) {
        return null;
      }
      slowest = Math.max(slowest, lag);
    }
    return slowest;
  }

  /** The channel that stands still, the one furthest behind of several; null when all replicate. */
  public @Nullable ReplicationChannel standing() {
    ReplicationChannel worst = null;
    for (ReplicationChannel channel : channels == null ? List.<ReplicationChannel>of() : channels) {
      Standstill still = channel.standstill();
      if (still != null
          && (worst == null
              || worst.standstill() == null
              || still.lagSeconds() > worst.standstill().lagSeconds())) {
        worst = channel;
      }
    }
    return worst;
  }
}
