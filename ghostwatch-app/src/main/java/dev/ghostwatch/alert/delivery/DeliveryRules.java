package dev.ghostwatch.alert.delivery;

import dev.ghostwatch.config.DeliveryConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * When an entry is tried again, and when it is given up.
 *
 * @param backoff pauses between tries
 * @param giveUpAfter age at which an entry is given up
 * @param mostTries tries after which it is
 * @param keepDead how long what was given up is kept
 * @param clock wall time
 */
public record DeliveryRules(
    Backoff backoff, Duration giveUpAfter, int mostTries, Duration keepDead, InstantSource clock) {

  /** As the configuration has it. */
  public static DeliveryRules of(
      DeliveryConfig config, RandomGenerator random, InstantSource clock) {
    return new DeliveryRules(
        new Backoff(config.firstRetry(), config.longestRetry(), random),
        config.giveUpAfter(),
        config.mostTries(),
        config.keepDead(),
        clock);
  }

  boolean isHopeless(Instant queuedAt, int tries, Instant now) {
    return tries >= mostTries || Duration.between(queuedAt, now).compareTo(giveUpAfter) >= 0;
  }
}
