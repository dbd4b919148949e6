package dev.ghostwatch.document;

import dev.ghostwatch.model.Notice;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.SourceAge;
import dev.ghostwatch.model.host.HostFigures;
import dev.ghostwatch.model.host.ProcessFigures;
import dev.ghostwatch.model.host.VolumeFigures;
import dev.ghostwatch.model.layers.Forecast;
import dev.ghostwatch.model.layers.LagFigures;
import dev.ghostwatch.model.layers.LagLimit;
import dev.ghostwatch.model.layers.MigrationLayers;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.ChangelogFigures;
import dev.ghostwatch.model.server.CheckpointFigures;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.text.Texts;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The layers around a migration as parts of its document: where its figures come from, its process,
 * the database servers, the host.
 */
public final class LayersDocument {
  /**
   * A migration and what is around it.
   *
   * @param around the servers and the host
   */
  public record Surrounded(Snapshot snapshot, ServersAndHost around) {}

  private static final Shape<SourceAge> SOURCE =
      Shape.<SourceAge>named("source")
          .text("source", age -> age.source().jsonName())
          .time("lastSeenAt", SourceAge::lastSeenAt);

  private static final Shape<Notice> NOTICE =
      Shape.<Notice>named("notice")
          .text("source", notice -> notice.source().jsonName())
          .text("text", Notice::text);

  private static final Shape<ChangelogFigures> CHANGELOG =
      Shape.<ChangelogFigures>named("changelog")
          .text("server", ChangelogFigures::server)
          .time("observedAt", ChangelogFigures::observedAt)
          .time("heartbeatAt", ChangelogFigures::heartbeatAt)
          .decimal("lagSeconds", ChangelogFigures::lagSeconds)
          .flag("heartbeatsPaused", ChangelogFigures::heartbeatsPaused)
          .text("state", ChangelogFigures::state)
          .text("throttle", ChangelogFigures::throttle);

  private static final Shape<CheckpointFigures> CHECKPOINT =
      Shape.<CheckpointFigures>named("checkpoint")
          .text("server", CheckpointFigures::server)
          .time("writtenAt", CheckpointFigures::writtenAt)
          .decimal("ageSeconds", CheckpointFigures::ageSeconds)
          .flag("resumable", CheckpointFigures::isResumable)
          .number("rowsCopied", CheckpointFigures::rowsCopied)
          .number("dmlApplied", CheckpointFigures::dmlApplied)
          .text(
              "coordinates",
              figures -> figures.coordinates() == null ? null : figures.coordinates().text())
          .flag("afterCutOver", CheckpointFigures::afterCutOver);

  private static final Shape<ProcessFigures> PROCESS =
      Shape.<ProcessFigures>named("process")
          .number("pid", ProcessFigures::pid)
          .decimal("cpuRatio", ProcessFigures::cpuRatio)
          .number("residentBytes", ProcessFigures::residentBytes)
          .decimal("readBytesPerSecond", ProcessFigures::readBytesPerSecond)
          .decimal("writtenBytesPerSecond", ProcessFigures::writtenBytesPerSecond);

  private static final Shape<VolumeFigures> VOLUME =
      Shape.<VolumeFigures>named("volume")
          .text("path", volume -> volume.path().toString())
          .number("totalBytes", VolumeFigures::totalBytes)
          .number("availableBytes", VolumeFigures::availableBytes);

  /** The fields of the host. */
  public static final Shape<HostFigures> HOST =
      Shape.<HostFigures>named("host")
          .time("observedAt", HostFigures::at)
          .number("cores", host -> (long) host.cores())
          .decimal("load1", HostFigures::load1)
          .decimal("load5", HostFigures::load5)
          .decimal("load15", HostFigures::load15)
          .decimal("loadPerCore", HostFigures::loadPerCore)
          .decimal("cpuRatio", HostFigures::cpuRatio)
          .number("memoryBytes", HostFigures::memoryBytes)
          .number("memoryAvailableBytes", HostFigures::memoryAvailableBytes)
          .decimal(
              "diskReadBytesPerSecond",
              host -> host.disks() == null ? null : host.disks().readBytesPerSecond())
          .decimal(
              "diskWrittenBytesPerSecond",
              host -> host.disks() == null ? null : host.disks().writtenBytesPerSecond())
          .parts("volumes", VOLUME, HostFigures::volumes);

  private static final Shape<LagFigures> LAG =
      Shape.<LagFigures>named("lag")
          .decimal("ghostSeconds", LagFigures::ghost)
          .decimal("replicaStatusSeconds", LagFigures::replicaStatus)
          .decimal("ptHeartbeatSeconds", LagFigures::heartbeat)
          .decimal("worstSeconds", LagFigures::worst)
          .decimal("disagreementSeconds", LagFigures::disagreement);

  private static final Shape<Forecast> FORECAST =
      Shape.<Forecast>named("forecast")
          .text("server", Forecast::server)
          .number("binlogPurgeSeconds", forecast -> whole(forecast.binlogPurgeSeconds()))
          .flag("endsBeforePurge", Forecast::endsBeforePurge)
          .number("volumeFullSeconds", forecast -> whole(forecast.volumeFullSeconds()))
          .flag("endsBeforeFull", Forecast::endsBeforeFull)
          .text(
              "volumeUnknown",
              forecast ->
                  forecast.volumeUnknown() == null ? null : forecast.volumeUnknown().jsonName())
          .flag("backlogDrains", Forecast::backlogDrains)
          .number("backlogSeconds", forecast -> whole(forecast.backlogSeconds()));

  private final Shape<LagLimit> limit;
  private final Shape<ServerFigures> server;
  private final Shape<ServersAndHost> around;
  private final Shape<Surrounded> shape;

  /**
   * @param english gives the English texts; documents are the same in every language
   */
  public LayersDocument(Supplier<Texts> english) {
    limit = limit(english);
    server = ServerShape.of(english);
    Shape<ServersAndHost> servers =
        Shape.<ServersAndHost>named("mysql")
            .decimal("replicaLagSeconds", ServersAndHost::replicaLagSeconds)
            .decimal("ptHeartbeatLagSeconds", ServersAndHost::heartbeatLagSeconds)
            .parts("servers", server, ServersAndHost::servers);
    around =
        Shape.<ServersAndHost>named("surroundings")
            .part("mysql", servers, present -> present.servers().isEmpty() ? null : present)
            .part("host", HOST, ServersAndHost::host);
    shape =
        Shape.<Surrounded>named("layers")
            .parts("sources", SOURCE, layers -> layers.snapshot().sources())
            .parts("notices", NOTICE, layers -> layers.snapshot().notices())
            .part("process", PROCESS, layers -> layers.around().process(layers.snapshot()))
            .parts("changelogs", CHANGELOG, layers -> layers.around().changelogs(layers.snapshot()))
            .part("checkpoint", CHECKPOINT, layers -> layers.around().checkpoint(layers.snapshot()))
            .all(around, Surrounded::around);
  }

  /** Its fields. */
  public Shape<Surrounded> shape() {
    return shape;
  }

  /** The fields that are the same for every migration: {@code mysql} and {@code host}. */
  public Shape<ServersAndHost> around() {
    return around;
  }

  /** The fields of one database server. */
  public Shape<ServerFigures> server() {
    return server;
  }

  /**
   * Writes {@code lag}, {@code lagLimit}, {@code forecast}, {@code sources}, {@code notices},
   * {@code process}, {@code changelogs}, {@code checkpoint}, {@code mysql} and {@code host}.
   */
  public void write(Json json, Snapshot snapshot, MigrationLayers layers) {
    json.object("lag", () -> LAG.write(json, layers.lag()));
    json.object("lagLimit", () -> limit.write(json, layers.limit()));
    json.object("forecast", () -> FORECAST.write(json, layers.forecast()));
    shape.write(json, new Surrounded(snapshot, layers.around()));
  }

  private static Shape<LagLimit> limit(Supplier<Texts> english) {
    return Shape.<LagLimit>named("lag limit")
        .decimal(
            "maxLagSeconds",
            limit -> limit.maxLagMillis() == null ? null : limit.maxLagMillis() / 1000.0)
        .text("profile", limit -> limit.holds() == null ? null : limit.holds().name())
        .decimal("profileSeconds", limit -> limit.holds() == null ? null : limit.holds().seconds())
        .text(
            "recommended", limit -> limit.recommended() == null ? null : limit.recommended().name())
        .decimal(
            "recommendedSeconds",
            limit -> limit.recommended() == null ? null : limit.recommended().seconds())
        .text(
            "reason", limit -> limit.reason() == null ? null : words(limit.reason(), english.get()))
        .flag("differs", LagLimit::differs)
        .text("command", LagLimit::command);
  }

  /** A forecast is not known to more. */
  private static @Nullable Long whole(@Nullable Double seconds) {
    return seconds == null ? null : Long.valueOf(Math.round(seconds));
  }

  private static String words(Phrase phrase, Texts english) {
    return english.get(phrase.key(), phrase.arguments().toArray(String[]::new));
  }
}
