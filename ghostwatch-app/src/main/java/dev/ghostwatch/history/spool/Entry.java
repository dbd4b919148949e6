package dev.ghostwatch.history.spool;

import dev.ghostwatch.model.history.AlertRow;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.SettingRow;

/** Something on its way into the store. */
public sealed interface Entry {
  /** The id of the migration it belongs to. */
  String migration();

  /** A run, or what more is known of one. */
  record OfMigration(MigrationRow row) implements Entry {
    @Override
    public String migration() {
      return row.id();
    }
  }

  /** The file that a run prints to. */
  record OfLogFile(String migration, String path) implements Entry {}

  /** A sample. */
  record OfSample(String migration, SampleRow row) implements Entry {}

  /** An event. */
  record OfEvent(String migration, EventRow row) implements Entry {}

  /** A change of a setting. */
  record OfSetting(String migration, SettingRow row) implements Entry {}

  /** A finding. */
  record OfFinding(String migration, FindingRow row) implements Entry {}

  /** A command; the migration is empty when it is for none. */
  record OfCommand(String migration, CommandRow row) implements Entry {}

  /** An alert; the migration is empty when it is about the agent itself. */
  record OfAlert(String migration, AlertRow row) implements Entry {}
}
