package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import java.time.Duration;

/**
 * {@code alerts.delivery}: how notifications are delivered.
 *
 * @param firstRetry pause after the first try that failed; each further one is twice as long
 * @param longestRetry the longest of these pauses
 * @param giveUpAfter age at which a notification becomes a dead letter
 * @param mostTries tries after which it does
 * @param keepDead how long dead letters are kept
 */
public record DeliveryConfig(
    Duration firstRetry,
    Duration longestRetry,
    Duration giveUpAfter,
    int mostTries,
    Duration keepDead) {
  static final Section<DeliveryConfig> SECTION =
      Section.of(keys -> {
        Key<Duration> first =
            keys.key(
                "first-retry", Kinds.duration(Duration.ofMillis(10), Duration.ofHours(1)), "5s");
        Key<Duration> longest =
            keys.key(
                "longest-retry", Kinds.duration(Duration.ofMillis(10), Duration.ofHours(1)), "5m");
        Key<Duration> giveUp =
            keys.key(
                "give-up-after", Kinds.duration(Duration.ofMinutes(1), Duration.ofDays(30)), "1d");
        Key<Integer> tries = keys.key("most-tries", Kinds.number(1, 100_000), "1000");
        Key<Duration> keep =
            keys.key("keep-dead", Kinds.duration(Duration.ofHours(1), Duration.ofDays(400)), "30d");
        return values ->
            new DeliveryConfig(
                values.of(first),
                values.of(longest),
                values.of(giveUp),
                values.of(tries),
                values.of(keep));
      });
}
