package dev.ghostwatch.config;

import dev.ghostwatch.client.socket.TimeLimits;
import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Scalar;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.Wording;
import java.time.Duration;

/**
 * {@code polling}: how often gh-ost itself is asked. Each {@code sup} makes gh-ost write a row, so
 * it is asked only when nothing else tells.
 *
 * @param supInterval least time between two {@code sup} to one migration
 * @param settingsInterval between two full {@code status}, which tell the settings
 * @param freshness a log or StatsD sample younger than this makes {@code sup} needless
 * @param limits how long one exchange may take
 * @param concurrency exchanges with different migrations at one time
 */
public record PollingConfig(
    Duration supInterval,
    Duration settingsInterval,
    Duration freshness,
    TimeLimits limits,
    int concurrency) {
  private static final Scalar<Duration> LIMIT =
      Kinds.duration(Duration.ofMillis(100), Duration.ofMinutes(5));

  static final Section<PollingConfig> SECTION =
      Section.of(keys -> {
        Key<Duration> sup =
            keys.key(
                "sup-interval", Kinds.duration(Duration.ofSeconds(1), Duration.ofHours(1)), "10s");
        Key<Duration> settings =
            keys.key(
                "settings-interval",
                Kinds.duration(Duration.ofSeconds(10), Duration.ofDays(1)),
                "10m");
        Key<Duration> freshness =
            keys.key(
                "freshness", Kinds.duration(Duration.ofSeconds(2), Duration.ofHours(1)), "45s");
        Key<Duration> connect = keys.fixed("connect-timeout", LIMIT, "2s");
        Key<Duration> firstByte = keys.fixed("first-byte-timeout", LIMIT, "5s");
        Key<Duration> total = keys.fixed("total-timeout", LIMIT, "10s");
        Key<Integer> concurrency = keys.fixed("concurrency", Kinds.number(1, 10_000), "64");
        return values -> {
          if (values.of(total).compareTo(values.of(firstByte)) < 0) {
            values.reject(total, Wording.of("config.rule.notLess", firstByte.name()));
          }
          return new PollingConfig(
              values.of(sup),
              values.of(settings),
              values.of(freshness),
              new TimeLimits(values.of(connect), values.of(firstByte), values.of(total)),
              values.of(concurrency));
        };
      });
}
