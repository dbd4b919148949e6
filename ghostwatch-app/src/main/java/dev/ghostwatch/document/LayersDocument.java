package dev.ghostwatch.document;

import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.SourceAge;
import dev.ghostwatch.model.host.DiskRates;
import dev.ghostwatch.model.host.HostFigures;
import dev.ghostwatch.model.host.ProcessFigures;
import dev.ghostwatch.model.layers.Forecast;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.BinlogFigures;
import dev.ghostwatch.model.server.KeyRangeProgress;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.RunningQuery;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerIdentity;
import dev.ghostwatch.model.server.ServerLoad;
import dev.ghostwatch.model.server.ServerProblem;
import dev.ghostwatch.model.server.TableFigures;
import dev.ghostwatch.text.Texts;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The layers around a migration as parts of its document: where its figures come from, its process,
 * the database servers, the host.
 */
public final class LayersDocument {
  private final Supplier<Texts> english;

  /**
   * @param english gives the English texts; documents are the same in every language
   */
  public LayersDocument(Supplier<Texts> english) {
    this.english = english;
  }

  /** Writes {@code sources}, {@code process}, {@code mysql}, {@code host} and {@code forecast}. */
  public void write(Json json, Snapshot snapshot, ServersAndHost around, Forecast forecast) {
    json.array("sources", snapshot.sources(), age -> json.object(() -> source(json, age)));
    json.objectOrNull("process", around.process(snapshot), process -> process(json, process));
    json.objectOrNull(
        "mysql",
        around.servers().isEmpty() ? null : around,
        present -> {
          json.decimal("replicaLagSeconds", present.replicaLagSeconds());
          json.decimal("ptHeartbeatLagSeconds", present.heartbeatLagSeconds());
          json.array(
              "servers", present.servers(), server -> json.object(() -> server(json, server)));
        });
    json.objectOrNull("host", around.host(), host -> host(json, host));
    json.object("forecast", () -> forecast(json, forecast));
  }

  private static void forecast(Json json, Forecast forecast) {
    json.text("server", forecast.server());
    json.number("binlogPurgeSeconds", whole(forecast.binlogPurgeSeconds()));
    json.flag("endsBeforePurge", forecast.endsBeforePurge());
    json.number("volumeFullSeconds", whole(forecast.volumeFullSeconds()));
    json.flag("endsBeforeFull", forecast.endsBeforeFull());
    json.flag("backlogDrains", forecast.backlogDrains());
    json.number("backlogSeconds", whole(forecast.backlogSeconds()));
  }

  /** A forecast is not known to more. */
  private static @Nullable Long whole(@Nullable Double seconds) {
    return seconds == null ? null : Long.valueOf(Math.round(seconds));
  }

  private static void keyRange(Json json, KeyRangeProgress range) {
    json.text("table", range.table().toString());
    json.text("column", range.column());
    json.decimal("ratio", Math.round(range.ratio() * 10_000) / 10_000.0);
    json.time("observedAt", range.observedAt());
  }

  private static void source(Json json, SourceAge age) {
    json.text("source", age.source().jsonName());
    json.time("lastSeenAt", age.lastSeenAt());
  }

  private static void process(Json json, ProcessFigures process) {
    json.number("pid", process.pid());
    json.decimal("cpuRatio", process.cpuRatio());
    json.number("residentBytes", process.residentBytes());
    json.decimal("readBytesPerSecond", process.readBytesPerSecond());
    json.decimal("writtenBytesPerSecond", process.writtenBytesPerSecond());
  }

  private void server(Json json, ServerFigures server) {
    json.text("name", server.name());
    json.text("address", server.address());
    json.text("role", server.role() == null ? null : lower(server.role()));
    json.text("reach", lower(server.reach()));
    json.time("observedAt", server.observedAt());
    ServerIdentity identity = server.identity();
    json.text("version", identity == null ? null : identity.version());
    ServerLoad load = server.load();
    json.number("threadsRunning", load == null ? null : load.threadsRunning());
    json.number("threadsConnected", load == null ? null : load.threadsConnected());
    json.number("slowQueries", load == null ? null : load.slowQueries());
    json.decimal("queriesPerSecond", load == null ? null : load.queriesPerSecond());
    json.number("historyListLength", load == null ? null : load.historyListLength());
    json.number(
        "rowLockWaits", server.rowLocks() == null ? null : server.rowLocks().currentWaits());
    json.decimal("replicaLagSeconds", server.replicaStatusLagSeconds());
    json.decimal(
        "heartbeatLagSeconds", server.heartbeat() == null ? null : server.heartbeat().lagSeconds());
    json.array(
        "channels",
        orEmpty(server.channels()),
        channel -> json.object(() -> channel(json, channel)));
    json.array(
        "longQueries",
        orEmpty(server.longQueries()),
        query -> json.object(() -> query(json, query)));
    json.number(
        "metadataLockWaiters",
        server.metadataLocks() == null
            ? null
            : Long.valueOf(server.metadataLocks().waiters().size()));
    json.array("tables", orEmpty(server.tables()), table -> json.object(() -> table(json, table)));
    json.array(
        "keyRanges",
        orEmpty(server.keyRanges()),
        range -> json.object(() -> keyRange(json, range)));
    json.objectOrNull("binlogs", server.binlogs(), binlogs -> binlogs(json, binlogs));
    json.array("problems", server.problems(), problem -> json.object(() -> problem(json, problem)));
  }

  private static void channel(Json json, ReplicationChannel channel) {
    json.text("name", channel.name());
    json.text("ioRunning", channel.ioRunning());
    json.flag("sqlRunning", channel.sqlRunning());
    json.decimal("lagSeconds", channel.lagSeconds());
    json.text("ioError", channel.ioError().isEmpty() ? null : channel.ioError());
    json.text("sqlError", channel.sqlError().isEmpty() ? null : channel.sqlError());
  }

  private static void query(Json json, RunningQuery query) {
    json.number("id", query.id());
    json.text("user", query.user());
    json.number("seconds", query.seconds());
    json.text("state", query.state());
    json.text("query", query.query());
  }

  private static void table(Json json, TableFigures table) {
    json.text("table", table.table().toString());
    json.number("rows", table.rows());
    json.number("averageRowLength", table.averageRowLength());
    json.number("totalBytes", table.totalBytes());
  }

  private static void binlogs(Json json, BinlogFigures binlogs) {
    json.number("files", (long) binlogs.files().size());
    json.number("totalBytes", binlogs.totalBytes());
    BinlogFigures.BinlogFile oldest = binlogs.oldest();
    json.text("oldest", oldest == null ? null : oldest.name());
    json.number("expireSeconds", binlogs.expireSeconds());
  }

  private void problem(Json json, ServerProblem problem) {
    json.text("kind", lower(problem.kind()));
    json.text("part", problem.part());
    json.text(
        "text",
        english.get().get(problem.text().key(), problem.text().arguments().toArray(String[]::new)));
    json.text("statement", problem.statement());
  }

  private static void host(Json json, HostFigures host) {
    json.time("observedAt", host.at());
    json.number("cores", (long) host.cores());
    json.decimal("load1", host.load1());
    json.decimal("load5", host.load5());
    json.decimal("load15", host.load15());
    json.decimal("loadPerCore", host.loadPerCore());
    json.decimal("cpuRatio", host.cpuRatio());
    json.number("memoryBytes", host.memoryBytes());
    json.number("memoryAvailableBytes", host.memoryAvailableBytes());
    DiskRates disks = host.disks();
    json.decimal("diskReadBytesPerSecond", disks == null ? null : disks.readBytesPerSecond());
    json.decimal("diskWrittenBytesPerSecond", disks == null ? null : disks.writtenBytesPerSecond());
  }

  private static <T> List<T> orEmpty(@Nullable List<T> values) {
    return values == null ? List.of() : values;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
