package dev.ghostwatch.alert.silence;

import java.time.Instant;
import java.util.List;

/** Keeps silences over a restart. */
public interface SilenceStore {
  /**
   * All that are kept.
   *
   * @throws RuntimeException when they cannot be read
   */
  List<Silence> load();

  /**
   * Writes one, in place of an older one with its id.
   *
   * @throws RuntimeException when it cannot be written
   */
  void save(Silence silence);

  /**
   * Forgets those that ended before a moment.
   *
   * @throws RuntimeException when they cannot be removed
   */
  void deleteEndedBefore(Instant moment);
}
