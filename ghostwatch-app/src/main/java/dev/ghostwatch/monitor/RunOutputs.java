package dev.ghostwatch.monitor;

import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.source.container.ContainerLogs;
import dev.ghostwatch.source.discovery.GhostProcess;
import dev.ghostwatch.source.discovery.LogAccess;
import dev.ghostwatch.source.log.FollowedOutput;
import dev.ghostwatch.source.log.LiveLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens what a run prints, wherever that goes, or says what is in the way. */
final class RunOutputs {
  private RunOutputs() {}

  /** Begins to follow it; null when it cannot be had, which the run and the operator are told. */
  static @Nullable RunOutput open(TrackedRun run, Following with) {
    GhostProcess ghost = run.ghost();
    ProcessFacts process = run.process();
    if (ghost == null || process == null || !with.policy().followLogs()) {
      return null;
    }
    return switch (ghost.logAccess()) {
      case LogAccess.Files(List<Path> files) -> files(run, process, files, with);
      case LogAccess.Journal _ -> new JournalOutput(run, process, with);
      case LogAccess.Container(String id) -> container(run, process, id, with);
      case LogAccess.None(String text) -> held(run, text, with);
    };
  }

  private static @Nullable RunOutput files(
      TrackedRun run, ProcessFacts process, List<Path> files, Following with) {
    List<Path> readable = files.stream().filter(Files::isReadable).toList();
    if (readable.isEmpty()) {
      return held(
          run,
          "the log of gh-ost (process "
              + process.pid()
              + ") cannot be followed: this user may not read "
              + files.getFirst()
              + ". Run the agent as root or as gh-ost's user, or let its group read the file. Until"
              + " then its control socket is asked instead",
          with);
    }
    return new FileOutput(run, process, readable, false, with);
  }

  private static @Nullable RunOutput container(
      TrackedRun run, ProcessFacts process, String id, Following with) {
    ContainerLogs.Found found = with.outputs().containers().find(id);
    Path file = found.file();
    if (file == null) {
      return held(run, String.valueOf(found.problem()), with);
    }
    return new FileOutput(run, process, List.of(file), true, with);
  }

  private static @Nullable RunOutput held(TrackedRun run, String obstacle, Following with) {
    run.observe(new Observation.Held(with.clock().instant(), FigureSource.LOG, obstacle));
    with.observer().noticed("log", run.name() + ": " + obstacle);
    return null;
  }

  /**
   * Understands the lines that a run prints.
   *
   * @param times tells when the line in hand was printed
   */
  static LiveLog log(TrackedRun run, ProcessFacts process, InstantSource times, PollPolicy policy) {
    return new LiveLog(
        times,
        policy.logZone(),
        new FollowedOutput(process.startedAt(), process.table()),
        run::observe,
        run::logged);
  }
}
