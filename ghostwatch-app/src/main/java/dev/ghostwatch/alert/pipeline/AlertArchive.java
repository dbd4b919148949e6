package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.Alert;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Keeps alerts: those that fire over a restart, those that are over for people who look back. */
interface AlertArchive {
  /**
   * Writes alerts, each in place of what was known of it since it began.
   *
   * @throws RuntimeException when they cannot be written
   */
  void save(Collection<Alert> alerts);

  /**
   * The last that is known of each alert that fires, or was over after a moment. Their migrations'
   * pictures are not kept.
   *
   * @throws RuntimeException when they cannot be read
   */
  List<Alert> lately(Instant moment);

  /**
   * What fired, the latest first.
   *
   * @throws RuntimeException when it cannot be read
   */
  List<Alert> past(PastQuery query);

  /**
   * Forgets what was over before a moment, and the oldest when there is too much.
   *
   * @throws RuntimeException when it cannot be removed
   */
  void forget(Instant moment);
}
