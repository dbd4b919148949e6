package dev.ghostwatch.alert.subject;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.Coordinates;
import dev.ghostwatch.client.value.LoadThresholds;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.BinlogFigures;
import dev.ghostwatch.model.server.BinlogFigures.BinlogFile;
import dev.ghostwatch.model.server.ServerFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How near a migration is to what would end it; from what was seen of it and of its servers. */
final class Dangers {
  /** What gh-ost does without the option. */
  private static final long USUAL_RETRIES = 60;

  private static final String RETRIES = "default-retries";

  private Dangers() {}

  /**
   * The greatest of the lags; a throttled gh-ost may write no heartbeats, so then they do not
   * count.
   */
  static @Nullable Double lagSeconds(@Nullable StatusLine line) {
    if (line == null) {
      return null;
    }
    Double greatest = line.lagSeconds();
    if (line.throttle() instanceof ThrottleReason.ReplicaLag lag) {
      greatest = greatest == null ? lag.seconds() : Math.max(greatest, lag.seconds());
    }
    Double heartbeat = line.heartbeatLagSeconds();
    if (heartbeat != null && line.state() != MigrationState.THROTTLED) {
      greatest = greatest == null ? heartbeat : Math.max(greatest, heartbeat);
    }
    return greatest;
  }

  /** How many attempts gh-ost makes, by its arguments. */
  static long cutOverRetries(Snapshot snapshot) {
    if (snapshot.process() == null) {
      return USUAL_RETRIES;
    }
    List<String> arguments = snapshot.process().maskedArguments();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i).replaceFirst("^--?", "");
      String value =
          argument.startsWith(RETRIES + "=")
              ? argument.substring(RETRIES.length() + 1)
              : argument.equals(RETRIES) && i + 1 < arguments.size() ? arguments.get(i + 1) : "";
      if (value.matches("\\d{1,9}")) {
        return Long.parseLong(value);
      }
    }
    return USUAL_RETRIES;
  }

  /** Of the thresholds of critical-load the one that is nearest; 1 and above is reached. */
  static @Nullable Double criticalLoadRatio(Snapshot snapshot, ServersAndHost around) {
    LoadThresholds critical =
        snapshot.settings() == null ? null : snapshot.settings().criticalLoad();
    ServerFigures server = migrated(snapshot, around);
    if (critical == null || server == null) {
      return null;
    }
    Double nearest = null;
    for (Map.Entry<String, Long> threshold : critical.thresholds().entrySet()) {
      Double value = number(server.watchedVariables().get(threshold.getKey()));
      if (value != null && threshold.getValue() > 0) {
        double ratio = value / threshold.getValue();
        nearest = nearest == null ? ratio : Math.max(nearest, ratio);
      }
    }
    return nearest;
  }

  private static @Nullable Double number(@Nullable String text) {
    return text != null && text.matches("-?\\d{1,18}(\\.\\d+)?") ? Double.valueOf(text) : null;
  }

  private static @Nullable ServerFigures migrated(Snapshot snapshot, ServersAndHost around) {
    ServerFigures named = byAddress(snapshot.migratedHost(), around);
    return named == null ? around.primary() : named;
  }

  private static @Nullable ServerFigures byAddress(
      @Nullable String address, ServersAndHost around) {
    for (ServerFigures server : around.servers()) {
      if (server.address().equals(address) || server.name().equals(address)) {
        return server;
      }
    }
    return null;
  }

  /** Until age purges the file that gh-ost reads; a file being written is as young as can be. */
  static @Nullable Double binlogPurgeSeconds(
      Snapshot snapshot, ServersAndHost around, Instant now) {
    if (snapshot.line() == null
        || !(snapshot.line().coordinates()
            instanceof Coordinates.FileCoordinates(String file, _))) {
      return null;
    }
    ServerFigures server = byAddress(snapshot.inspectedHost(), around);
    BinlogFigures binlogs = server == null ? null : server.binlogs();
    if (binlogs == null || binlogs.files().isEmpty()) {
      return null;
    }
    for (BinlogFile kept : binlogs.files()) {
      if (kept.name().equals(file)) {
        return left(binlogs, kept, now);
      }
    }
    BinlogFile oldest = binlogs.files().getFirst();
    return isOlder(file, oldest.name()) ? 0.0 : null;
  }

  private static @Nullable Double left(BinlogFigures binlogs, BinlogFile file, Instant now) {
    Long expire = binlogs.expireSeconds();
    if (expire == null || expire == 0) {
      return null;
    }
    boolean newest = file.equals(binlogs.files().getLast());
    Instant closed = newest ? now : file.closedAt();
    return closed == null
        ? null
        : Math.max(0, expire - Duration.between(closed, now).toMillis() / 1000.0);
  }

  private static boolean isOlder(String file, String oldest) {
    return file.length() == oldest.length() && file.compareTo(oldest) < 0;
  }
}
