package dev.ghostwatch.document;

import dev.ghostwatch.model.LagProfile;
import dev.ghostwatch.model.Notice;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.SourceAge;
import dev.ghostwatch.model.host.DiskRates;
import dev.ghostwatch.model.host.HostFigures;
import dev.ghostwatch.model.host.ProcessFigures;
import dev.ghostwatch.model.layers.LagFigures;
import dev.ghostwatch.model.layers.LagLimit;
import dev.ghostwatch.model.layers.MigrationLayers;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.BinlogFigures;
import dev.ghostwatch.model.server.ChangelogFigures;
import dev.ghostwatch.model.server.CheckpointFigures;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.RunningQuery;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerIdentity;
import dev.ghostwatch.model.server.ServerLoad;
import dev.ghostwatch.model.server.ServerProblem;
import dev.ghostwatch.model.server.TableFigures;
import dev.ghostwatch.text.Texts;
import java.util.Locale;
import java.util.function.Supplier;

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

  /**
   * Writes {@code sources}, {@code notices}, {@code lag}, {@code lagLimit}, {@code process}, {@code
   * mysql}, {@code changelogs}, {@code checkpoint} and {@code host}.
   */
  public void write(Json json, Snapshot snapshot, MigrationLayers layers) {
    ServersAndHost around = layers.around();
    json.array("sources", snapshot.sources(), age -> json.object(() -> source(json, age)));
    json.array("notices", snapshot.notices(), notice -> json.object(() -> notice(json, notice)));
    json.object("lag", () -> lag(json, layers.lag()));
    json.object("lagLimit", () -> limit(json, layers.limit()));
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
    json.array(
        "changelogs",
        around.changelogs(snapshot),
        figures -> json.object(() -> changelog(json, figures)));
    json.objectOrNull(
        "checkpoint", around.checkpoint(snapshot), figures -> checkpoint(json, figures));
    json.objectOrNull("host", around.host(), host -> host(json, host));
  }

  private static void lag(Json json, LagFigures lag) {
    json.decimal("ghostSeconds", lag.ghost());
    json.decimal("replicaStatusSeconds", lag.replicaStatus());
    json.decimal("ptHeartbeatSeconds", lag.heartbeat());
    json.decimal("worstSeconds", lag.worst());
    json.decimal("disagreementSeconds", lag.disagreement());
  }

  private void limit(Json json, LagLimit limit) {
    LagProfile holds = limit.holds();
    LagProfile recommended = limit.recommended();
    Phrase reason = limit.reason();
    json.decimal(
        "maxLagSeconds", limit.maxLagMillis() == null ? null : limit.maxLagMillis() / 1000.0);
    json.text("profile", holds == null ? null : holds.name());
    json.decimal("profileSeconds", holds == null ? null : holds.seconds());
    json.text("recommended", recommended == null ? null : recommended.name());
    json.decimal("recommendedSeconds", recommended == null ? null : recommended.seconds());
    json.text("reason", reason == null ? null : words(reason));
    json.flag("differs", limit.differs());
    json.text("command", limit.command());
  }

  private String words(Phrase phrase) {
    return english.get().get(phrase.key(), phrase.arguments().toArray(String[]::new));
  }

  private static void source(Json json, SourceAge age) {
    json.text("source", age.source().jsonName());
    json.time("lastSeenAt", age.lastSeenAt());
  }

  private static void notice(Json json, Notice notice) {
    json.text("source", notice.source().jsonName());
    json.text("text", notice.text());
  }

  private static void changelog(Json json, ChangelogFigures figures) {
    json.text("server", figures.server());
    json.time("observedAt", figures.observedAt());
    json.time("heartbeatAt", figures.heartbeatAt());
    json.decimal("lagSeconds", figures.lagSeconds());
    json.flag("heartbeatsPaused", figures.heartbeatsPaused());
    json.text("state", figures.state());
    json.text("throttle", figures.throttle());
  }

  private static void checkpoint(Json json, CheckpointFigures figures) {
    json.text("server", figures.server());
    json.time("writtenAt", figures.writtenAt());
    json.decimal("ageSeconds", figures.ageSeconds());
    json.flag("resumable", figures.isResumable());
    json.number("rowsCopied", figures.rowsCopied());
    json.number("dmlApplied", figures.dmlApplied());
    json.text("coordinates", figures.coordinates() == null ? null : figures.coordinates().text());
    json.flag("afterCutOver", figures.afterCutOver());
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
    json.arrayOrNull(
        "channels", server.channels(), channel -> json.object(() -> channel(json, channel)));
    json.arrayOrNull(
        "longQueries", server.longQueries(), query -> json.object(() -> query(json, query)));
    json.number(
        "metadataLockWaiters",
        server.metadataLocks() == null
            ? null
            : Long.valueOf(server.metadataLocks().waiters().size()));
    WaitsDocument.write(json, server);
    json.arrayOrNull("tables", server.tables(), table -> json.object(() -> table(json, table)));
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
    json.objectOrNull(
        "standstill",
        channel.standstill(),
        still -> {
          json.time("seenSince", still.seenSince());
          json.decimal("lagSeconds", still.lagSeconds());
          json.flag("atLeast", still.atLeast());
          json.text("restart", still.restart());
        });
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
    json.text("text", words(problem.text()));
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

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
