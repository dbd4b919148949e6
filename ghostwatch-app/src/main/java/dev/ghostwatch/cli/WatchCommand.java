package dev.ghostwatch.cli;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.monitor.FollowedRun;
import dev.ghostwatch.monitor.RunVersion;
import dev.ghostwatch.monitor.RunningMigration;
import dev.ghostwatch.source.log.RunLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch watch}: follows a migration until it ends, and says how it ended. */
final class WatchCommand implements CliCommand {
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);
  private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);

  /** Failures in a row, about a second apart, before a run that may be ending is spoken of. */
  private static final int MOST_HELD_BACK = 3;

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    MigrationSelector.declare(spec, declare);
    declare.value(spec, "DURATION", "--every");
    declare.value(spec, "FILE", "--log");
    declare.flag(spec, "--json");
    declare.words(spec, "MIGRATION", "0..1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    Duration every =
        Options.duration(arguments, "--every", DEFAULT_INTERVAL, LEAST_INTERVAL, context);
    Path logFile = logFile(arguments, context);
    RunningMigration migration =
        new MigrationSelector(arguments, context).reachable(Options.word(arguments));
    RunVersion.learn(migration, context.processes(), context.clock());
    ProcessFacts process = migration.process();
    try (WatchOutput output =
            WatchOutput.open(context, logFile, Options.flag(arguments, "--json"));
        RunLog log = openLog(process)) {
      FollowedRun run = new FollowedRun(migration, log, context.clock(), context.processes());
      AgentLayers agent = new AgentLayers(arguments, context);
      Outcome outcome = follow(run, every, output, agent, context);
      output.end(run.snapshot(), outcome);
      return outcome.lifecycle() == Lifecycle.SUCCEEDED ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private static Outcome follow(
      FollowedRun run, Duration every, WatchOutput output, AgentLayers agent, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    output.show(run.snapshot(), agent.quick(run.snapshot()));
    int heldBack = 0;
    while (true) {
      context.waiter().waitFor(run.nextPause(every));
      Snapshot snapshot = run.poll();
      if (run.outcome() != null) {
        return run.outcome();
      }
      ControlException trouble = run.trouble();
      if (trouble != null && mayBeTheEnd(trouble) && heldBack < MOST_HELD_BACK) {
        // Every run ends so, a good one too: within a second or two the verdict is known.
        heldBack++;
        continue;
      }
      if (trouble != null) {
        output.trouble(snapshot, trouble);
      } else {
        heldBack = 0;
        output.show(snapshot, agent.quick(snapshot));
      }
    }
  }

  private static boolean mayBeTheEnd(ControlException trouble) {
    return switch (trouble.kind()) {
      case NO_SOCKET, STALE, CLOSED_EARLY -> true;
      default -> false;
    };
  }

  private static @Nullable RunLog openLog(@Nullable ProcessFacts process) {
    return process == null || process.logFile() == null ? null : RunLog.open(process.logFile());
  }

  private static @Nullable Path logFile(ParseResult arguments, CliContext context)
      throws CommandFailure {
    String name = Options.value(arguments, "--log");
    return name == null ? null : Options.path("--log", name, context);
  }
}
