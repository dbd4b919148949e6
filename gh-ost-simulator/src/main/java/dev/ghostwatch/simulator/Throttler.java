package dev.ghostwatch.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Decides ten times a second whether the run is throttled. Most reasons are looked at once a
 * second; of several the first in gh-ost's order is told.
 */
final class Throttler {
  static final String BY_USER = "commanded by user";
  private static final String LEAVING_HIBERNATION = "leaving hibernation";
  private static final long SECOND = 1_000_000;
  private static final Map<Integer, String> HTTP_TEXTS =
      Map.of(
          404, "Not found",
          417, "Expectation failed",
          429, "Too many requests",
          500, "Internal server error",
          -1, "Connection error");
  private static final Map<Integer, String> FRENO_TEXTS =
      Map.of(
          404, "freno: unknown metric",
          417, "freno: access forbidden",
          429, "freno: threshold exceeded",
          500, "freno: internal error",
          -1, "freno: connection error");

  /** What a look at the world may demand of the run. */
  interface Alarm {
    void abort(String reason);
  }

  private final GhostDialect dialect;
  private final StartOptions options;
  private final RunSettings settings;
  private final World world;
  private final RunLog log;
  private final Instant started;

  private @Nullable String generalReason;
  private int httpStatus = 200;
  private @Nullable String replicaReason;
  private @Nullable String reason;
  private long hibernateUntil = -1;
  private long criticalLoadAgainAt = -1;
  private long lag;

  Throttler(
      GhostDialect dialect,
      StartOptions options,
      RunSettings settings,
      World world,
      RunLog log,
      Instant started) {
    this.dialect = dialect;
    this.options = options;
    this.settings = settings;
    this.world = world;
    this.log = log;
    this.started = started;
  }

  /** Looks at everything; measured lag is that of the inspected server. */
  void observe(long now, long measuredLag, Alarm alarm) {
    if (hibernateUntil >= 0 && now >= hibernateUntil) {
      hibernateUntil = -1;
      generalReason = LEAVING_HIBERNATION;
    }
    if (hibernateUntil < 0) {
      lag = measuredLag;
      if (now % SECOND == 0) {
        replicaReason = replicaReason();
        if (!settings.throttleHttp().isEmpty()) {
          httpStatus = world.httpStatus();
        }
        lookAround(now, alarm);
      }
      if (criticalLoadAgainAt >= 0 && now >= criticalLoadAgainAt) {
        criticalLoadAgainAt = -1;
        exceededCriticalLoad()
            .ifPresent(exceeded ->
                alarm.abort(
                    "critical-load met again after %d millis: %s"
                        .formatted(options.loads().interval().toMillis(), exceeded)));
      }
    }
    reason = decide();
  }

  private @Nullable String decide() {
    if (hibernateUntil >= 0) {
      Instant until = started.plusNanos(hibernateUntil * 1_000);
      return "critical-load-hibernate until " + GoText.time(until, log.zone());
    }
    if (generalReason != null) {
      return generalReason;
    }
    if (httpStatus != 200
        && (httpStatus != -1 || dialect.has(DialectTrait.THROTTLES_ON_HTTP_ERROR))) {
      return httpReason();
    }
    if (lag > settings.maxLagMillis() * 1_000) {
      return "lag=" + GoText.seconds(lag, 6) + "s";
    }
    return replicaReason;
  }

  private String httpReason() {
    Map<Integer, String> texts =
        settings.throttleHttp().contains("freno") ? FRENO_TEXTS : HTTP_TEXTS;
    String text = texts.get(httpStatus);
    return text == null ? "http=" + httpStatus : text + " (http=" + httpStatus + ")";
  }

  private @Nullable String replicaReason() {
    String slowest = "";
    long slowestLag = -1;
    for (String replica : settings.controlReplicas()) {
      Optional<String> error = world.replicaError(replica);
      if (error.isPresent()) {
        return replica + " " + error.get();
      }
      long replicaLag = world.replicaLag(replica);
      if (replicaLag > slowestLag) {
        slowest = replica;
        slowestLag = replicaLag;
      }
    }
    return slowestLag > settings.maxLagMillis() * 1_000
        ? slowest + " replica-lag=" + GoText.seconds(slowestLag, 6) + "s"
        : null;
  }

  private void lookAround(long now, Alarm alarm) {
    if (world.panicFlagSet(options.flagFiles().panic())) {
      alarm.abort(
          "%s panic-file %s. Aborting without cleanup"
              .formatted(
                  dialect.has(DialectTrait.PLAIN_ERRORS) ? "found" : "Found",
                  options.flagFiles().panic()));
      return;
    }
    Optional<String> exceeded = exceededCriticalLoad();
    if (exceeded.isPresent() && !options.loads().hibernate().isZero()) {
      hibernate(now, exceeded.get());
      return;
    }
    if (exceeded.isPresent()) {
      if (options.loads().interval().isZero()) {
        alarm.abort("critical-load met: " + exceeded.get());
        return;
      }
      long again = options.loads().interval().toMillis();
      log.error(
          "critical-load met once: %s. Will check again in %d millis"
              .formatted(exceeded.get(), again));
      if (criticalLoadAgainAt < 0) {
        criticalLoadAgainAt = now + again * 1_000;
      }
    }
    generalReason = firstGeneralReason();
  }

  private void hibernate(long now, String exceeded) {
    long micros = options.loads().hibernate().toNanos() / 1_000;
    hibernateUntil = now + micros;
    log.error(
        "critical-load met: %s. Will hibernate for the duration of %s, until %s m=+%s"
            .formatted(
                exceeded,
                GoText.duration(micros),
                GoText.time(started.plusNanos(hibernateUntil * 1_000), log.zone()),
                GoText.seconds(hibernateUntil, 9)));
  }

  private Optional<String> exceededCriticalLoad() {
    for (Map.Entry<String, Long> limit : settings.criticalLoad().byVariable().entrySet()) {
      OptionalLong value = world.statusVariable(limit.getKey());
      if (value.isPresent() && value.getAsLong() >= limit.getValue()) {
        return Optional.of(
            "%s=%d, >=%d".formatted(limit.getKey(), value.getAsLong(), limit.getValue()));
      }
    }
    return Optional.empty();
  }

  private @Nullable String firstGeneralReason() {
    for (String variable : settings.criticalLoad().byVariable().keySet()) {
      if (world.statusVariable(variable).isEmpty()) {
        return variable + " sql: no rows in result set";
      }
    }
    if (settings.throttledByUser()) {
      return BY_USER;
    }
    if (world.throttleFlagSet(options.flagFiles().throttle())
        || (!options.flagFiles().additional().isEmpty()
            && world.fileExists(options.flagFiles().additional()))) {
      return "flag-file";
    }
    for (Map.Entry<String, Long> limit : settings.maxLoad().byVariable().entrySet()) {
      OptionalLong value = world.statusVariable(limit.getKey());
      if (value.isEmpty()) {
        return limit.getKey() + " sql: no rows in result set";
      }
      if (value.getAsLong() >= limit.getValue()) {
        return "max-load %s=%d >= %d"
            .formatted(limit.getKey(), value.getAsLong(), limit.getValue());
      }
    }
    if (!settings.throttleQuery().isEmpty()
        && world.throttleQueryResult(settings.throttleQuery()) > 0) {
      return "throttle-query";
    }
    return null;
  }

  @Nullable String reason() {
    return reason;
  }

  boolean throttled() {
    return reason != null;
  }

  boolean hibernating() {
    return hibernateUntil >= 0;
  }

  /** No heartbeat is written while the user holds the run or it hibernates. */
  boolean heartbeats() {
    return !hibernating() && !BY_USER.equals(reason);
  }

  /** Lag as last measured, in microseconds; it stands still during hibernation. */
  long lag() {
    return lag;
  }
}
