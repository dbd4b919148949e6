package dev.ghostwatch.document;

import dev.ghostwatch.model.server.BinlogFigures;
import dev.ghostwatch.model.server.DiskSpace;
import dev.ghostwatch.model.server.KeyRangeProgress;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.RunningQuery;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerLoad;
import dev.ghostwatch.model.server.ServerProblem;
import dev.ghostwatch.model.server.Standstill;
import dev.ghostwatch.model.server.TableFigures;
import dev.ghostwatch.text.Texts;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One database server as fields. */
final class ServerShape {
  private static final Shape<Standstill> STANDSTILL =
      Shape.<Standstill>named("standstill")
          .time("seenSince", Standstill::seenSince)
          .decimal("lagSeconds", Standstill::lagSeconds)
          .flag("atLeast", Standstill::atLeast)
          .text("restart", Standstill::restart);

  private static final Shape<ReplicationChannel> CHANNEL =
      Shape.<ReplicationChannel>named("channel")
          .text("name", ReplicationChannel::name)
          .text("ioRunning", ReplicationChannel::ioRunning)
          .flag("sqlRunning", ReplicationChannel::sqlRunning)
          .decimal("lagSeconds", ReplicationChannel::lagSeconds)
          .text("ioError", channel -> emptyIsNull(channel.ioError()))
          .text("sqlError", channel -> emptyIsNull(channel.sqlError()))
          .part("standstill", STANDSTILL, ReplicationChannel::standstill);

  private static final Shape<RunningQuery> QUERY =
      Shape.<RunningQuery>named("query")
          .number("id", RunningQuery::id)
          .text("user", RunningQuery::user)
          .number("seconds", RunningQuery::seconds)
          .text("state", RunningQuery::state)
          .text("query", RunningQuery::query);

  private static final Shape<TableFigures> TABLE =
      Shape.<TableFigures>named("table")
          .text("table", table -> table.table().toString())
          .number("rows", TableFigures::rows)
          .number("averageRowLength", TableFigures::averageRowLength)
          .number("totalBytes", TableFigures::totalBytes);

  private static final Shape<KeyRangeProgress> KEY_RANGE =
      Shape.<KeyRangeProgress>named("keyRange")
          .text("table", range -> range.table().toString())
          .text("column", KeyRangeProgress::column)
          .decimal("ratio", range -> Math.round(range.ratio() * 10_000) / 10_000.0)
          .time("observedAt", KeyRangeProgress::observedAt);

  private static final Shape<BinlogFigures> BINLOGS =
      Shape.<BinlogFigures>named("binlogs")
          .number("files", binlogs -> (long) binlogs.files().size())
          .number("totalBytes", BinlogFigures::totalBytes)
          .text("oldest", binlogs -> binlogs.oldest() == null ? null : binlogs.oldest().name())
          .number("expireSeconds", BinlogFigures::expireSeconds);

  private static final Shape<DiskSpace> DISK =
      Shape.<DiskSpace>named("disk")
          .text("path", DiskSpace::path)
          .number("totalBytes", DiskSpace::totalBytes)
          .number("freeBytes", DiskSpace::freeBytes);

  private ServerShape() {}

  /**
   * The fields.
   *
   * @param english gives the English texts of problems
   */
  static Shape<ServerFigures> of(Supplier<Texts> english) {
    Shape<ServerProblem> problem =
        Shape.<ServerProblem>named("problem")
            .text("kind", trouble -> lower(trouble.kind()))
            .text("part", ServerProblem::part)
            .text(
                "text",
                trouble ->
                    english
                        .get()
                        .get(
                            trouble.text().key(),
                            trouble.text().arguments().toArray(String[]::new)))
            .text("statement", ServerProblem::statement);
    return Shape.<ServerFigures>named("server")
        .text("name", ServerFigures::name)
        .text("address", ServerFigures::address)
        .text("role", server -> server.role() == null ? null : lower(server.role()))
        .text("reach", server -> lower(server.reach()))
        .time("observedAt", ServerFigures::observedAt)
        .text("version", server -> server.identity() == null ? null : server.identity().version())
        .number("threadsRunning", load(ServerLoad::threadsRunning))
        .number("threadsConnected", load(ServerLoad::threadsConnected))
        .number("slowQueries", load(ServerLoad::slowQueries))
        .decimal("queriesPerSecond", load(ServerLoad::queriesPerSecond))
        .number("historyListLength", load(ServerLoad::historyListLength))
        .number(
            "rowLockWaits",
            server -> server.rowLocks() == null ? null : server.rowLocks().currentWaits())
        .decimal("replicaLagSeconds", ServerFigures::replicaStatusLagSeconds)
        .decimal(
            "heartbeatLagSeconds",
            server -> server.heartbeat() == null ? null : server.heartbeat().lagSeconds())
        .parts("channels", CHANNEL, ServerFigures::channels)
        .parts("longQueries", QUERY, ServerFigures::longQueries)
        .number(
            "metadataLockWaiters",
            server ->
                server.metadataLocks() == null
                    ? null
                    : Long.valueOf(server.metadataLocks().waiters().size()))
        .all(WaitsShape.SHAPE, server -> server)
        .parts("tables", TABLE, ServerFigures::tables)
        .parts("keyRanges", KEY_RANGE, ServerFigures::keyRanges)
        .part("binlogs", BINLOGS, ServerFigures::binlogs)
        .part("disk", DISK, ServerFigures::disk)
        .parts("problems", problem, ServerFigures::problems);
  }

  private static <V> Function<ServerFigures, @Nullable V> load(
      Function<ServerLoad, @Nullable V> figure) {
    return server -> server.load() == null ? null : figure.apply(server.load());
  }

  private static @Nullable String emptyIsNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
