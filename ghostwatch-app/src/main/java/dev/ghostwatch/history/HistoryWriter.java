package dev.ghostwatch.history;

import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.SettingRow;

/**
 * Takes what is to be remembered. Every method returns at once and may be called from any thread;
 * what is given is in the store about a quarter of a second later.
 */
public interface HistoryWriter {
  /** A run, or what more is known of one; null and empty parts of the row change nothing. */
  void migration(MigrationRow row);

  /**
   * A sample of a run. The same time twice is one sample: the first counts.
   *
   * @param migration the run's id; a run that was not written before is written with what its id
   *     says
   */
  void sample(String migration, SampleRow row);

  /** Something that happened to a run. */
  void event(String migration, EventRow row);

  /** A setting of a run that changed. */
  void setting(String migration, SettingRow row);
}
