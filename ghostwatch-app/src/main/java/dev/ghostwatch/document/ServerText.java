package dev.ghostwatch.document;

import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerLoad;
import dev.ghostwatch.model.server.ServerProblem;
import dev.ghostwatch.model.server.Standstill;
import dev.ghostwatch.text.Figures;
import dev.ghostwatch.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One database server as text for people: its figures, then what is wrong with it. */
final class ServerText {
  private final Texts texts;
  private final ServerFigures server;

  ServerText(Texts texts, ServerFigures server) {
    this.texts = texts;
    this.server = server;
  }

  /** Figures first, each trouble on a line of its own. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(figures());
    if (server.channels() != null) {
      server.channels().stream()
          .filter(channel -> !channel.isRunning())
          .map(this::stopped)
          .forEach(lines::add);
    }
    WaitsText waits = new WaitsText(texts, server);
    lines.addAll(waits.lines());
    for (ServerProblem problem : server.problems()) {
      // What a server does not show is worth a word only when it would help just now.
      if (problem.kind() != ServerProblem.Kind.SWITCHED_OFF || waits.wantsLockHolders()) {
        lines.add(
            texts.get(problem.text().key(), problem.text().arguments().toArray(String[]::new)));
      }
    }
    return lines;
  }

  private String figures() {
    List<String> parts = new ArrayList<>();
    if (server.identity() != null) {
      parts.add(Printable.text(server.identity().version()));
    }
    switch (server.reach()) {
      case ANSWERS -> {}
      case BUSY -> parts.add(texts.get("layers.server.busy"));
      case AWAY -> parts.add(texts.get("layers.server.away"));
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
    return String.join(", ", parts);
  }

  /** Its replication lag in a few words: {@code about 13.2 s (replication stopped)}. */
  String replicationLag() {
    ReplicationChannel standing = server.standing();
    Standstill still = standing == null ? null : standing.standstill();
    if (standing != null && still != null) {
      return texts.get(
          still.atLeast() ? "layers.lag.atLeast" : "layers.lag.about",
          Figures.seconds(still.lagSeconds()),
          texts.get("layers.replication." + how(standing)));
    }
    Double lag = server.replicaStatusLagSeconds();
    return lag == null ? texts.get("layers.lag.unknown") : Figures.seconds(lag);
  }

  private static String how(ReplicationChannel channel) {
    if (channel.sqlErrno() != 0 && !channel.sqlRunning()) {
      return "broken";
    }
    if (connects(channel)) {
      return channel.sqlRunning() ? "connecting" : "stopped";
    }
    boolean fetches = channel.ioRunning().equals("Yes");
    if (!fetches && channel.ioErrno() != 0) {
      return "broken";
    }
    return fetches == channel.sqlRunning() ? "stopped" : fetches ? "sql" : "io";
  }

  private static boolean connects(ReplicationChannel channel) {
    return !channel.ioRunning().equals("Yes") && !channel.ioRunning().equals("No");
  }

  private String stopped(ReplicationChannel channel) {
    boolean sql = channel.sqlErrno() != 0 && !channel.sqlRunning();
    int number = sql ? channel.sqlErrno() : channel.ioErrno();
    String error = Printable.text(sql ? channel.sqlError() : channel.ioError());
    boolean byItself = connects(channel) && channel.sqlRunning();
    List<String> parts = new ArrayList<>();
    if (number == 0) {
      parts.add(
          texts.get(
              "layers.server.stopped", channel.ioRunning(), channel.sqlRunning() ? "Yes" : "No"));
    } else {
      parts.add(
          texts.get(
              byItself ? "layers.server.connecting" : "layers.server.broken",
              String.valueOf(number),
              error));
    }
    Standstill still = channel.standstill();
    if (still != null) {
      parts.add(texts.get("layers.server.standing", age(still.seenSince())));
      if (!byItself) {
        parts.add(
            texts.get(
                number == 0 ? "layers.server.restart" : "layers.server.mend", still.restart()));
      }
    }
    return String.join(" ", parts);
  }

  private String age(Instant since) {
    Duration age = Duration.between(since, server.observedAt());
    return Figures.span(Math.max(0, age.toSeconds()));
  }

  private void part(List<String> parts, String key, @Nullable Long number) {
    if (number != null) {
      parts.add(texts.get(key, Figures.grouped(number)));
    }
  }
}
