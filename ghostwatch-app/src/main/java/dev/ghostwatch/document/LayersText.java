package dev.ghostwatch.document;

import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.host.DiskRates;
import dev.ghostwatch.model.host.HostFigures;
import dev.ghostwatch.model.host.ProcessFigures;
import dev.ghostwatch.model.layers.Forecast;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.KeyRangeProgress;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerLoad;
import dev.ghostwatch.model.server.ServerProblem;
import dev.ghostwatch.text.Figures;
import dev.ghostwatch.text.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The layers around a migration as text for people. */
public final class LayersText {
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
   * The lines: the end, progress by key range, what comes before the end, lag by all methods,
   * gh-ost's process, each server with its problems, the host.
   */
  public static List<Line> of(
      Snapshot snapshot, ServersAndHost around, Forecast forecast, Texts texts) {
    LayersText text = new LayersText(texts);
    if (snapshot.eta() != null) {
      text.lines.addAll(new EtaText(texts::get, null).lines(snapshot.eta()));
    }
    text.keyRange(snapshot, around);
    text.forecast(forecast);
    text.lag(snapshot, around);
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

  private void keyRange(Snapshot snapshot, ServersAndHost around) {
    KeyRangeProgress range = around.keyRange(snapshot);
    if (range != null) {
      add("layers.label.progress", texts.get("layers.keyRange", percent(range.ratio())));
    }
  }

  private void forecast(Forecast forecast) {
    warn("layers.forecast.purge", forecast.binlogPurgeSeconds(), forecast.endsBeforePurge());
    warn("layers.forecast.full", forecast.volumeFullSeconds(), forecast.endsBeforeFull());
  }

  /** Said when it comes before the end, or may. */
  private void warn(String key, @Nullable Double seconds, @Nullable Boolean endsFirst) {
    if (seconds != null && !Boolean.TRUE.equals(endsFirst)) {
      add("layers.label.forecast", texts.get(key, EtaText.duration(seconds)));
    }
  }

  private void lag(Snapshot snapshot, ServersAndHost around) {
    List<String> methods = new ArrayList<>();
    if (snapshot.line() != null) {
      method(methods, "layers.lag.ghost", snapshot.line().lagSeconds());
    }
    for (ServerFigures server : around.servers()) {
      if (server.channels() == null || server.channels().isEmpty()) {
        continue;
      }
      Double lag = server.replicaStatusLagSeconds();
      methods.add(
          texts.get(
              "layers.lag.replica",
              Printable.text(server.name()),
              lag == null ? texts.get("layers.lag.unknown") : Figures.seconds(lag)));
    }
    for (ServerFigures server : around.servers()) {
      if (server.heartbeat() != null) {
        methods.add(
            texts.get(
                "layers.lag.heartbeat",
                Printable.text(server.name()),
                Figures.seconds(server.heartbeat().lagSeconds())));
      }
    }
    if (methods.size() > 1) {
      add("layers.label.lag", String.join(", ", methods));
    }
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
    List<String> parts = new ArrayList<>();
    if (server.identity() != null) {
      parts.add(Printable.text(server.identity().version()));
    }
    if (server.reach() == ServerFigures.Reach.AWAY) {
      parts.add(texts.get("layers.server.away"));
    }
    ServerLoad load = server.load();
    if (load != null) {
      part(parts, "layers.server.running", load.threadsRunning());
      part(parts, "layers.server.connected", load.threadsConnected());
      if (load.queriesPerSecond() != null) {
        parts.add(texts.get("layers.server.queries", Figures.rate(load.queriesPerSecond())));
      }
      part(parts, "layers.server.slow", load.slowQueries());
      part(parts, "layers.server.history", load.historyListLength());
    }
    if (server.rowLocks() != null) {
      part(parts, "layers.server.rowLocks", server.rowLocks().currentWaits());
    }
    if (server.longQueries() != null && !server.longQueries().isEmpty()) {
      part(parts, "layers.server.longQueries", (long) server.longQueries().size());
    }
    if (server.metadataLocks() != null && !server.metadataLocks().waiters().isEmpty()) {
      part(parts, "layers.server.metadataLocks", (long) server.metadataLocks().waiters().size());
    }
    lines.add(new Line(Printable.text(server.name()), String.join(", ", parts)));
    if (server.channels() != null) {
      server.channels().stream()
          .filter(channel -> !channel.isRunning())
          .forEach(channel -> lines.add(new Line("", stopped(channel))));
    }
    for (ServerProblem problem : server.problems()) {
      lines.add(
          new Line(
              "",
              texts.get(problem.text().key(), problem.text().arguments().toArray(String[]::new))));
    }
  }

  private String stopped(ReplicationChannel channel) {
    String error = channel.sqlErrno() != 0 ? channel.sqlError() : channel.ioError();
    return error.isEmpty()
        ? texts.get(
            "layers.server.stopped", channel.ioRunning(), channel.sqlRunning() ? "Yes" : "No")
        : texts.get("layers.server.broken", Printable.text(error));
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

  private void part(List<String> parts, String key, @Nullable Long number) {
    if (number != null) {
      parts.add(texts.get(key, Figures.grouped(number)));
    }
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
