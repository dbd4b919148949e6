package dev.ghostwatch.document;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.host.DiskRates;
import dev.ghostwatch.model.host.HostFigures;
import dev.ghostwatch.model.host.ProcessFigures;
import dev.ghostwatch.model.layers.Forecast;
import dev.ghostwatch.model.layers.LagFigures;
import dev.ghostwatch.model.layers.MigrationLayers;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.ChangelogFigures;
import dev.ghostwatch.model.server.CheckpointFigures;
import dev.ghostwatch.model.server.HeartbeatReading;
import dev.ghostwatch.model.server.KeyRangeProgress;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerRole;
import dev.ghostwatch.text.Figures;
import dev.ghostwatch.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The layers around a migration as text for people. */
public final class LayersText {
  /** pt-heartbeat writes each second. */
  private static final double HEARTBEAT_OLD_SECONDS = 5;

  private static final double MEBIBYTE = 1 << 20;
  private static final double GIBIBYTE = 1L << 30;

  private final Texts texts;
  private final List<Line> lines = new ArrayList<>();

  /**
   * One line.
   *
   * @param label what it is about, a word or two
   */
  public record Line(String label, String text) {}

  private LayersText(Texts texts) {
    this.texts = texts;
  }

  /**
   * The lines: the end, progress by key range, what comes first, pace, lag by all methods and its
   * limit, gh-ost's process, each server with its problems, the host.
   */
  public static List<Line> of(Snapshot snapshot, MigrationLayers layers, Texts texts) {
    LayersText text = new LayersText(texts);
    text.notices(snapshot);
    ServersAndHost around = layers.around();
    if (snapshot.eta() != null) {
      text.lines.addAll(new EtaText(texts::get, null).lines(snapshot.eta()));
    }
    text.keyRange(snapshot, around);
    text.forecast(layers.forecast());
    if (snapshot.rates() != null) {
      text.pace(snapshot.rates());
    }
    text.lag(snapshot, around, layers.lag());
    String limit = LagLimitText.of(layers.limit(), texts);
    if (limit != null) {
      text.add("layers.label.limit", limit);
    }
    text.checkpoint(around.checkpoint(snapshot));
    ProcessFigures process = around.process(snapshot);
    if (process != null) {
      text.process(process);
    }
    around.servers().forEach(text::server);
    if (around.host() != null) {
      text.host(around.host());
    }
    return text.lines;
  }

  /** For whom gh-ost itself does not answer: what it said last. */
  public static Line lastSeen(Snapshot snapshot, Texts texts) {
    StatusLine line = snapshot.line();
    Instant at = snapshot.observedAt();
    return new Line(
        texts.get("layers.label.lastSeen"),
        line == null || at == null
            ? texts.get("layers.lastSeen.nothing")
            : texts.get(
                "layers.lastSeen", Figures.time(at, ZoneOffset.UTC), Printable.text(line.text())));
  }

  private void keyRange(Snapshot snapshot, ServersAndHost around) {
    KeyRangeProgress range = around.keyRange(snapshot);
    if (range != null) {
      add("layers.label.progress", texts.get("layers.keyRange", percent(range.ratio())));
    }
  }

  private void forecast(Forecast forecast) {
    warn("layers.forecast.purge", forecast.binlogPurgeSeconds(), forecast.endsBeforePurge());
    warn("layers.forecast.full", forecast.volumeFullSeconds(), forecast.endsBeforeFull());
    if (forecast.volumeUnknown() == Forecast.VolumeUnknown.SPACE && forecast.server() != null) {
      add("layers.label.volume", texts.get("layers.forecast.noSpace", forecast.server()));
    }
  }

  /** Said when it comes before the end, or may. */
  private void warn(String key, @Nullable Double seconds, @Nullable Boolean endsFirst) {
    if (seconds != null && !Boolean.TRUE.equals(endsFirst)) {
      add("layers.label.forecast", texts.get(key, EtaText.duration(seconds)));
    }
  }

  private void pace(Rates rates) {
    List<String> parts = new ArrayList<>();
    if (rates.rowsPerSecond() != null) {
      parts.add(texts.get("layers.pace.rows", Figures.rate(rates.rowsPerSecond())));
    }
    if (rates.bytesPerSecond() != null) {
      parts.add(texts.get("layers.pace.bytes", mebibytes(rates.bytesPerSecond())));
    }
    if (rates.chunksPerSecond() != null) {
      parts.add(texts.get("layers.pace.chunks", Figures.decimal(rates.chunksPerSecond(), 1)));
    }
    if (rates.chunkSeconds() != null) {
      parts.add(texts.get("layers.pace.chunk", Figures.decimal(rates.chunkSeconds(), 3)));
    }
    if (rates.querySeconds() != null) {
      parts.add(texts.get("layers.pace.query", Figures.decimal(rates.querySeconds(), 3)));
    }
    if (!parts.isEmpty()) {
      add("layers.label.pace", String.join(", ", parts));
    }
  }

  private void lag(Snapshot snapshot, ServersAndHost around, LagFigures figures) {
    List<String> methods = new ArrayList<>();
    if (snapshot.line() != null) {
      method(methods, "layers.lag.ghost", snapshot.line().lagSeconds());
    }
    boolean isSomeUnknown = false;
    for (ServerFigures server : around.servers()) {
      if (server.channels() == null || server.channels().isEmpty()) {
        continue;
      }
      isSomeUnknown |= server.replicaStatusLagSeconds() == null;
      methods.add(
          texts.get(
              "layers.lag.replica",
              Printable.text(server.name()),
              new ServerText(texts, server).replicationLag()));
    }
    for (ServerFigures server : around.servers()) {
      HeartbeatReading heartbeat = server.heartbeat();
      boolean writes = server.role() == ServerRole.PRIMARY;
      if (heartbeat != null && (!writes || heartbeat.lagSeconds() > HEARTBEAT_OLD_SECONDS)) {
        methods.add(
            texts.get(
                writes ? "layers.lag.heartbeatOld" : "layers.lag.heartbeat",
                Printable.text(server.name()),
                Figures.seconds(heartbeat.lagSeconds())));
      }
    }
    for (ChangelogFigures changelog : around.changelogs(snapshot)) {
      methods.add(changelog(changelog));
    }
    Double apart = figures.disagreement();
    if (apart != null && apart > 0) {
      methods.add(texts.get("layers.lag.apart", Figures.seconds(apart)));
    } else if (apart != null && !isSomeUnknown) {
      methods.add(texts.get("layers.lag.agree"));
    }
    if (methods.size() > 1) {
      add("layers.label.lag", String.join(", ", methods));
    }
  }

  private String changelog(ChangelogFigures figures) {
    String server = Printable.text(figures.server());
    if (figures.heartbeatsPaused()) {
      return texts.get("layers.lag.changelog.paused", server);
    }
    Double lag = figures.lagSeconds();
    return texts.get(
        "layers.lag.changelog",
        server,
        lag == null ? texts.get("layers.lag.changelog.none") : Figures.seconds(lag));
  }

  private void checkpoint(@Nullable CheckpointFigures figures) {
    if (figures == null) {
      return;
    }
    String server = Printable.text(figures.server());
    Double age = figures.ageSeconds();
    if (age == null) {
      add("layers.label.checkpoint", texts.get("layers.checkpoint.empty", server));
      return;
    }
    String written = Figures.duration(Duration.ofSeconds(Math.max(0, Math.round(age))));
    String rows = figures.rowsCopied() == null ? "?" : Figures.grouped(figures.rowsCopied());
    String key = "layers.checkpoint.unusable";
    if (figures.afterCutOver()) {
      key = "layers.checkpoint.afterCutOver";
    } else if (figures.isResumable()) {
      key = "layers.checkpoint.resumable";
    }
    add("layers.label.checkpoint", texts.get(key, rows, written, server));
  }

  private void notices(Snapshot snapshot) {
    snapshot.notices().forEach(notice -> add("layers.label.notice", Printable.text(notice.text())));
  }

  private void method(List<String> methods, String key, @Nullable Double seconds) {
    if (seconds != null) {
      methods.add(texts.get(key, Figures.seconds(seconds)));
    }
  }

  private void process(ProcessFigures process) {
    List<String> parts = new ArrayList<>();
    if (process.cpuRatio() != null) {
      parts.add(texts.get("layers.process.cpu", percent(process.cpuRatio())));
    }
    parts.add(texts.get("layers.memory", mebibytes((double) process.residentBytes())));
    if (process.readBytesPerSecond() != null && process.writtenBytesPerSecond() != null) {
      parts.add(
          texts.get(
              "layers.io",
              mebibytes(process.readBytesPerSecond()),
              mebibytes(process.writtenBytesPerSecond())));
    }
    add("layers.label.process", String.join(", ", parts));
  }

  private void server(ServerFigures server) {
    String label = Printable.text(server.name());
    for (String line : new ServerText(texts, server).lines()) {
      lines.add(new Line(label, line));
      label = "";
    }
  }

  private void host(HostFigures host) {
    List<String> parts = new ArrayList<>();
    if (host.load1() != null) {
      parts.add(
          texts.get(
              "layers.host.load", Figures.decimal(host.load1(), 2), String.valueOf(host.cores())));
    }
    if (host.cpuRatio() != null) {
      parts.add(texts.get("layers.host.cpu", percent(host.cpuRatio())));
    }
    if (host.memoryRatio() != null && host.memoryBytes() != null) {
      parts.add(
          texts.get(
              "layers.host.memory",
              percent(host.memoryRatio()),
              Figures.decimal(host.memoryBytes() / GIBIBYTE, 1)));
    }
    DiskRates disks = host.disks();
    if (disks != null) {
      parts.add(
          texts.get(
              "layers.io",
              mebibytes(disks.readBytesPerSecond()),
              mebibytes(disks.writtenBytesPerSecond())));
    }
    add("layers.label.host", String.join(", ", parts));
  }

  private void add(String labelKey, String text) {
    lines.add(new Line(texts.get(labelKey), text));
  }

  private static String percent(double ratio) {
    return Figures.decimal(ratio * 100, 0) + "%";
  }

  private static String mebibytes(double bytes) {
    return Figures.decimal(bytes / MEBIBYTE, 1);
  }
}
