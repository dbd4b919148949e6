package dev.ghostwatch.history;

import dev.ghostwatch.model.history.AlertRow;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.SettingRow;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is to be remembered. Every method returns at once and may be called from any thread;
 * what is given is in the store about a quarter of a second later.
 */
public interface HistoryWriter {
  /** A run, or what more is known of one; null and empty parts of the row change nothing. */
  void migration(MigrationRow row);

  /** The file that a run prints to, as this host names it. */
  void logFile(String migration, String path);

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

  /** Something a rule found about a run, or that it is so no longer. */
  void finding(String migration, FindingRow row);

  /**
   * A command that somebody gave.
   *
   * @param migration the run's id, or its table while the start is not known; null when it is for
   *     no run
   */
  void command(@Nullable String migration, CommandRow row);

  /**
   * An alert, or what became of it.
   *
   * @param migration the run's id; null when it is about the agent itself
   */
  void alert(@Nullable String migration, AlertRow row);
}
