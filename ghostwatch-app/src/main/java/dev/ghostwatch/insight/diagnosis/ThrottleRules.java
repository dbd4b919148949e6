package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.FlagFile;
import dev.ghostwatch.client.value.LoadThresholds;
import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.text.Figures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why gh-ost holds still, and whether that can end: rules D10, D11, D12, D18 and D19. */
final class ThrottleRules {
  /** A lag that grows a second a second is that of a replica that applies nothing. */
  private static final double SLOWEST = 0.8;

  private static final double FASTEST = 1.25;

  /** For so long without a break a load is not a peak. */
  private static final double LASTING_SECONDS = 300;

  private static final double NEAR = 0.9;
  private static final double DANGEROUS = 0.8;

  private ThrottleRules() {}

  private static @Nullable ThrottleReason reason(CaseFile file) {
    return file.line() == null || file.isOver() ? null : file.line().throttle();
  }

  private static Instant since(CaseFile file) {
    Instant since = file.past().throttledKindSince();
    return since == null ? file.now() : since;
  }

  /** A flag file exists (gh-ost issue 1389); gh-ost does not say which. */
  static List<Finding> d10(CaseFile file) {
    if (!(reason(file) instanceof ThrottleReason.FlagFile)) {
      return List.of();
    }
    List<FlagFile> set = new ArrayList<>();
    Settings settings = file.settings();
    if (settings != null) {
      add(set, settings.throttleFlagFile(), file);
      add(set, settings.throttleAdditionalFlagFile(), file);
    }
    double lasts = file.secondsSince(since(file));
    Past.Spells earlier = file.past().spells(ThrottleReason.Kind.FLAG_FILE);
    Found found = Found.info("D10").seen("seen", Found.time(since(file)));
    if (earlier.count() == 0) {
      found.title(Found.span(lasts));
    } else {
      found.titleOf(
          "again.title",
          Found.span(earlier.seconds() + lasts),
          String.valueOf(earlier.count() + 1),
          Found.span(lasts));
    }
    for (FlagFile flag : set) {
      FlagFileFacts facts = facts(file, flag.path());
      if (facts == null) {
        found.seen("file", flag.path());
      } else {
        found.seen(
            "owned",
            flag.path(),
            facts.owner() == null ? "?" : facts.owner(),
            Found.time(facts.modifiedAt()));
      }
      found.run("rm " + Printable.shellWord(flag.path()));
    }
    if (set.isEmpty() && settings != null) {
      found.seen(
          "either", path(settings.throttleFlagFile()), path(settings.throttleAdditionalFlagFile()));
    }
    return found.found();
  }

  /** What gh-ost showed of it may be a while ago; what is on this host is of now. */
  private static void add(List<FlagFile> set, @Nullable FlagFile flag, CaseFile file) {
    if (flag != null
        && !flag.path().isEmpty()
        && (flag.set() || facts(file, flag.path()) != null)) {
      set.add(flag);
    }
  }

  private static String path(@Nullable FlagFile file) {
    return file == null || file.path().isEmpty() ? "-" : file.path();
  }

  static @Nullable FlagFileFacts facts(CaseFile file, String path) {
    for (FlagFileFacts facts : file.flagFiles()) {
      if (facts.path().equals(path)) {
        return facts;
      }
    }
    return null;
  }

  /** Somebody throttled it (gh-ost issue 295); its lag grows by design, since heartbeats stop. */
  static List<Finding> d11(CaseFile file) {
    StatusLine line = file.line();
    if (line == null || !(reason(file) instanceof ThrottleReason.UserCommand)) {
      return List.of();
    }
    Found found =
        Found.info("D11")
            .title(Found.span(file.secondsSince(since(file))))
            .seen("seen", Found.time(since(file)));
    CommandRow given = given(file, "throttle");
    if (given != null) {
      found.seen("audit", given.person(), Found.time(given.at()), given.command());
    }
    if (line.heartbeatLagSeconds() != null) {
      found.seen(
          "lag", Found.seconds(line.lagSeconds()), Found.seconds(line.heartbeatLagSeconds()));
    }
    return found.run(file.command("resume")).found();
  }

  /** The newest command of this kind that was sent; null when none is known. */
  static @Nullable CommandRow given(CaseFile file, String command) {
    for (CommandRow row : file.commands().reversed()) {
      if (row.sent() && row.command().strip().equals(command)) {
        return row;
      }
    }
    return null;
  }

  /** The replica does not apply at all (gh-ost issues 505, 308, 1569). */
  static List<Finding> d12(CaseFile file) {
    StatusLine line = file.line();
    ThrottleReason reason = reason(file);
    boolean throttled =
        reason instanceof ThrottleReason.Lag || reason instanceof ThrottleReason.ReplicaLag;
    // Who waits for the cut-over is not throttled, and cannot cut over without replication either.
    boolean waits = reason == null && file.isCopied() && !file.isOver() && !file.hasSucceeded();
    if (line == null || !(throttled || waits)) {
      return List.of();
    }
    Course.Window window = file.window();
    boolean grows =
        throttled
            && window != null
            && window.isThrottledBy(ThrottleReason.Kind.LAG, ThrottleReason.Kind.REPLICA_LAG)
            && window.lagSlope() > SLOWEST
            && window.lagSlope() < FASTEST;
    ServerFigures standing = standing(file, reason);
    if (waits && (standing == null || !standing.equals(file.inspected()))) {
      return List.of();
    }
    if (!grows && standing == null) {
      return List.of();
    }
    String host =
        reason instanceof ThrottleReason.ReplicaLag replica ? replica.host() : inspected(file);
    Double lag =
        reason instanceof ThrottleReason.ReplicaLag replica
            ? Double.valueOf(replica.seconds())
            : reason instanceof ThrottleReason.Lag lagging
                ? Double.valueOf(lagging.seconds())
                : line.heartbeatLagSeconds();
    Found found = Found.critical("D12").title(host, Found.seconds(lag));
    if (reason == null) {
      found.seen("waits", Found.seconds(lag));
    } else {
      found.seen("seen", reason.text(), Found.time(since(file)));
    }
    if (grows && window != null) {
      found.seen("slope", Figures.decimal(window.lagSlope(), 2), Found.span(window.seconds()));
    }
    ReplicationChannel channel = standing == null ? null : standing.standing();
    if (standing == null || channel == null) {
      return found.run("SHOW REPLICA STATUS\\G").found();
    }
    found.seen(
        "channel", standing.name(), channel.ioRunning(), channel.sqlRunning() ? "Yes" : "No");
    if (channel.isBroken()) {
      boolean sql = channel.sqlErrno() != 0;
      found
          .seen(
              "error",
              String.valueOf(sql ? channel.sqlErrno() : channel.ioErrno()),
              sql ? channel.sqlError() : channel.ioError())
          .adviceOf("advice.broken");
      return found.run("SHOW REPLICA STATUS\\G").found();
    }
    return found
        .adviceOf("advice.stopped", standing.name())
        .run(channel.standstill() == null ? null : channel.standstill().restart())
        .found();
  }

  private static String inspected(CaseFile file) {
    return file.snapshot().inspectedHost() == null ? "?" : file.snapshot().inspectedHost();
  }

  /** The server with the lag, when it is known not to replicate. */
  private static @Nullable ServerFigures standing(CaseFile file, @Nullable ThrottleReason reason) {
    ServerFigures named =
        file.byAddress(
            reason instanceof ThrottleReason.ReplicaLag replica
                ? replica.host()
                : file.snapshot().inspectedHost());
    if (named != null) {
      return named.standing() == null ? null : named;
    }
    for (ServerFigures server : file.servers()) {
      if (server.standing() != null) {
        return server;
      }
    }
    return null;
  }

  /** max-load is reached by the application alone (gh-ost issues 329, 885). */
  static List<Finding> d18(CaseFile file) {
    if (!(reason(file) instanceof ThrottleReason.MaxLoad load)) {
      return List.of();
    }
    double held = file.secondsSince(since(file));
    ServerFigures server = file.migrated();
    Double value = server == null ? null : number(server.watchedVariables().get(load.variable()));
    // While it holds still gh-ost adds nothing to the load.
    boolean without =
        value != null && value >= NEAR * load.threshold() && held >= file.frozen().toSeconds();
    if (!without && held < LASTING_SECONDS) {
      return List.of();
    }
    Found found =
        Found.warning("D18")
            .title(load.variable(), String.valueOf(load.threshold()))
            .seen("seen", load.text(), Found.time(since(file)), Found.span(held));
    if (value != null) {
      found.seen("server", load.variable(), Found.number(Math.round(value)));
    }
    long raised = Math.max(Math.round(load.value() * 1.25), load.threshold() + 1);
    return found.run(file.set(thresholds(file, "max-load", load.variable(), raised))).found();
  }

  /** All thresholds with one of them raised: gh-ost takes them as one value. */
  private static String thresholds(CaseFile file, String name, String variable, long raised) {
    Settings settings = file.settings();
    LoadThresholds known =
        settings == null
            ? null
            : name.equals("max-load") ? settings.maxLoad() : settings.criticalLoad();
    StringBuilder out = new StringBuilder();
    if (known != null) {
      for (Map.Entry<String, Long> one : known.thresholds().entrySet()) {
        out.append(out.isEmpty() ? "" : ",").append(one.getKey()).append('=');
        out.append(one.getKey().equals(variable) ? Long.valueOf(raised) : one.getValue());
      }
    }
    return name + "=" + (out.isEmpty() ? variable + "=" + raised : out.toString());
  }

  /** A critical-load is near, at which gh-ost quits (gh-ost issues 246, 418, 639). */
  static List<Finding> d19(CaseFile file) {
    Settings settings = file.settings();
    if (settings == null || settings.criticalLoad() == null || file.isOver()) {
      return List.of();
    }
    ServerFigures server = file.migrated();
    for (Map.Entry<String, Long> one : settings.criticalLoad().thresholds().entrySet()) {
      Double value = server == null ? null : number(server.watchedVariables().get(one.getKey()));
      if (value == null
          && reason(file) instanceof ThrottleReason.MaxLoad load
          && load.variable().equals(one.getKey())) {
        value = (double) load.value();
      }
      if (value != null && one.getValue() > 0 && value >= DANGEROUS * one.getValue()) {
        return Found.warning("D19")
            .title(one.getKey(), Found.percent(100 * value / one.getValue()))
            .seen("seen", one.getKey(), Found.number(Math.round(value)), one.getValue().toString())
            .run(file.set(thresholds(file, "critical-load", one.getKey(), Math.round(value * 2))))
            .found();
      }
    }
    return List.of();
  }

  private static @Nullable Double number(@Nullable String text) {
    return text != null && text.matches("-?\\d{1,18}(\\.\\d+)?") ? Double.valueOf(text) : null;
  }
}
