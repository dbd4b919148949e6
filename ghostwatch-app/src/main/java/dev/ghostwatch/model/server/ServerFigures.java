package dev.ghostwatch.model.server;

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

  /** Whether it replicates from another server; null while its replication is not known. */
  public @Nullable ServerRole role() {
    if (channels == null) {
      return null;
    }
    return channels.isEmpty() ? ServerRole.PRIMARY : ServerRole.REPLICA;
  }

  /**
   * The lag its replica status shows, of the slowest channel. Null when there is no channel, or
   * when one of them shows no lag: then that channel is stopped or broken, and how far behind it is
   * nobody knows.
   */
  public @Nullable Double replicaStatusLagSeconds() {
    if (channels == null || channels.isEmpty()) {
      return null;
    }
    double slowest = 0;
    for (ReplicationChannel channel : channels) {
      Double lag = channel.lagSeconds();
      if (lag == null) {
        return null;
      }
      slowest = Math.max(slowest, lag);
    }
    return slowest;
  }
}
