package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.layers.LagFigures;
import dev.ghostwatch.model.server.ChangelogFigures;
import dev.ghostwatch.model.server.ServerFigures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lags that are not what they seem: rules D13 to D16. */
final class LagRules {
  private static final double APART_SECONDS = 5;
  private static final double SILENT_SECONDS = 20;
  private static final double YEAR_SECONDS = 365.0 * 86_400;
  private static final double LATE_SECONDS = 10;
  private static final double GROWS = 0.7;
  private static final double USUAL_LIMIT = 1.5;

  private LagRules() {}

  /** gh-ost's figure and the measured ones disagree (gh-ost issues 766, 767). */
  static List<Finding> d13(CaseFile file) {
    StatusLine line = file.line();
    if (line == null || file.isOver() || isPaused(line)) {
      return List.of();
    }
    LagFigures lag = file.lag();
    Double apart = lag.disagreement();
    List<ChangelogFigures> changelogs = file.around().changelogs(file.snapshot());
    Double changelog = file.around().changelogLagSeconds(file.snapshot());
    if (changelog != null && lag.ghost() != null && isCompared(file)) {
      double more = Math.abs(changelog - lag.ghost());
      apart = apart == null ? more : Math.max(apart, more);
    }
    Double silent = secondsWithoutHeartbeat(file, changelogs);
    if (silent == null && (apart == null || apart < APART_SECONDS)) {
      return List.of();
    }
    Found found =
        (silent == null ? Found.warning("D13") : Found.critical("D13").as("silent"))
            .title(silent == null ? Found.seconds(apart) : Found.seconds(silent))
            .seen(
                "seen",
                Found.seconds(lag.ghost()),
                Found.seconds(lag.replicaStatus()),
                Found.seconds(lag.heartbeat()),
                Found.seconds(changelog));
    for (ChangelogFigures figures : changelogs) {
      if (figures.lagSeconds() != null) {
        found.seen(
            "changelog",
            figures.server(),
            Found.seconds(figures.lagSeconds()),
            Found.time(figures.heartbeatAt()));
      }
    }
    return found
        .run("ghostwatch status" + (file.word().isEmpty() ? "" : " " + file.word()))
        .found();
  }

  /**
   * For how long gh-ost has written no heartbeat on the server that it writes to; null while it
   * does. Its writer ends for good when it failed as often as --default-retries says (v1.1.5: 60
   * times in 6 s), and then gh-ost waits for its own lag for ever.
   */
  private static @Nullable Double secondsWithoutHeartbeat(
      CaseFile file, List<ChangelogFigures> changelogs) {
    ServerFigures migrated = file.migrated();
    StatusLine line = file.line();
    double ghost =
        line == null || line.heartbeatLagSeconds() == null ? 0 : line.heartbeatLagSeconds();
    for (ChangelogFigures one : changelogs) {
      // gh-ost's own clock must agree: that of the agent may be another host's.
      if (migrated != null
          && one.server().equals(migrated.name())
          && one.lagSeconds() != null
          && one.lagSeconds() >= SILENT_SECONDS
          && ghost >= SILENT_SECONDS) {
        return one.lagSeconds();
      }
    }
    return null;
  }

  /**
   * gh-ost's Lag is that of the server it inspects; a replica it does not look at is no
   * contradiction.
   */
  private static boolean isCompared(CaseFile file) {
    Settings settings = file.settings();
    ServerFigures inspected = file.inspected();
    return inspected != null
        && settings != null
        && file.around().changelogs(file.snapshot()).stream()
            .allMatch(one -> one.server().equals(inspected.name()));
  }

  private static boolean isPaused(StatusLine line) {
    return line.throttle() instanceof ThrottleReason.UserCommand
        || line.throttle() instanceof ThrottleReason.CriticalLoadHibernate
        || line.throttle() instanceof ThrottleReason.LeavingHibernation;
  }

  /** A control replica does not replicate from the migrated server (gh-ost issue 1745). */
  static List<Finding> d14(CaseFile file) {
    Settings settings = file.settings();
    if (settings == null || settings.throttleControlReplicas() == null || file.isOver()) {
      return List.of();
    }
    List<ServerFigures> members = file.servers();
    if (file.migrated() == null && file.inspected() == null) {
      return List.of();
    }
    List<String> wrong = new ArrayList<>();
    List<String> right = new ArrayList<>();
    for (String replica : settings.throttleControlReplicas()) {
      ServerFigures server = file.byAddress(replica);
      (server != null && !members.contains(server) ? wrong : right).add(replica);
    }
    if (wrong.isEmpty()) {
      return List.of();
    }
    Found found = Found.warning("D14").title(String.join(", ", wrong));
    for (String replica : wrong) {
      found.seen("seen", replica, String.valueOf(file.snapshot().migratedHost()));
    }
    return found.run(file.set("throttle-control-replicas=" + String.join(",", right))).found();
  }

  /** Binary logs are delivered late (gh-ost issues 799, 1081, 1387). */
  static List<Finding> d15(CaseFile file) {
    Course.Window window = file.window();
    StatusLine line = file.line();
    if (window == null
        || line == null
        || line.heartbeatLagSeconds() == null
        || line.lagSeconds() == null
        || !window.isWorking()
        || !window.coordinatesFrozen()
        || (window.rowsCopied() > 0 && !file.isCopied())
        // What waits in gh-ost's own full queue has been delivered.
        || ProgressRules.isQueueFull(line)
        || line.heartbeatLagSeconds() < LATE_SECONDS
        || line.heartbeatLagSeconds() > YEAR_SECONDS
        || line.lagSeconds() > limit(file.settings())
        || window.heartbeatSlope() < GROWS) {
      return List.of();
    }
    return Found.critical("D15")
        .title(Found.seconds(line.heartbeatLagSeconds()))
        .seen(
            "seen",
            Found.seconds(line.lagSeconds()),
            Found.seconds(line.heartbeatLagSeconds()),
            ProgressRules.place(line),
            Found.time(file.past().placeSince()))
        .run(file.command("postpone"))
        .found();
  }

  static double limit(@Nullable Settings settings) {
    return settings == null || settings.maxLagMillis() == null
        ? USUAL_LIMIT
        : settings.maxLagMillis() / 1000.0;
  }

  /** No heartbeat yet, not a lag (gh-ost issue 1444). */
  static List<Finding> d16(CaseFile file) {
    StatusLine line = file.line();
    return line == null
            || file.isOver()
            || line.heartbeatLagSeconds() == null
            || line.heartbeatLagSeconds() < YEAR_SECONDS
        ? List.of()
        : Found.info("D16").seen("seen", Found.seconds(line.heartbeatLagSeconds())).found();
  }
}
