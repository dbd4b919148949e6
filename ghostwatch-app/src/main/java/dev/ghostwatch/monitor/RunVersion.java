package dev.ghostwatch.monitor;

import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.source.log.LogHead;
import java.time.InstantSource;

/** Learns gh-ost's version, which the socket does not tell, from the first lines of the log. */
public final class RunVersion {
  private RunVersion() {}

  /** Tells the migration's monitor the version, if its log can be read and says it. */
  public static void learn(RunningMigration migration, InstantSource clock) {
    ProcessFacts process = migration.process();
    if (process == null || process.logFile() == null) {
      return;
    }
    String version = LogHead.version(process.logFile());
    if (version != null) {
      migration.monitor().observe(new Observation.VersionSeen(clock.instant(), version));
    }
  }
}
