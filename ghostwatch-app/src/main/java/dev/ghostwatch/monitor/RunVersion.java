package dev.ghostwatch.monitor;

import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.proc.GoExecutable;
import dev.ghostwatch.source.log.LogHead;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Learns gh-ost's version, which the socket does not tell: from its executable, which is read and
 * never run, else from the first lines of its log, which may be those of an older gh-ost.
 */
public final class RunVersion {
  /** gh-ost's build sets it so; {@code go install} leaves the module's version alone. */
  private static final Pattern[] PLACES = {
    Pattern.compile("-X[ =]'?main\\.AppVersion=([0-9A-Za-z.+_~-]{1,60})"),
    Pattern.compile("\nmod\tgithub\\.com/github/gh-ost\tv([0-9A-Za-z.+_-]{1,60})")
  };

  private RunVersion() {}

  /**
   * Tells the migration's monitor the version, where something says it.
   *
   * @param processes root of the process file system
   */
  public static void learn(RunningMigration migration, Path processes, InstantSource clock) {
    ProcessFacts process = migration.process();
    if (process == null) {
      return;
    }
    String version = ofExecutable(processes, process.pid());
    if (version == null && process.logFile() != null) {
      version = LogHead.version(process.logFile());
    }
    if (version != null) {
      migration.monitor().observe(new Observation.VersionSeen(clock.instant(), version));
    }
  }

  /** The version that a process's executable was built as; null when nothing says it. */
  static @Nullable String ofExecutable(Path processes, long pid) {
    String info =
        GoExecutable.buildInfo(processes.resolve(Long.toString(pid)).resolve("exe"));
    for (Pattern place : PLACES) {
      Matcher matcher = place.matcher(info == null ? "" : "\n" + info);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    return null;
  }
}
