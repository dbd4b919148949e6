package dev.ghostwatch.cli;

import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.monitor.FollowedRun;
import dev.ghostwatch.monitor.RunningMigration;
import dev.ghostwatch.source.log.RunLog;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.Style;
import dev.ghostwatch.text.Figures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch demo}: simulated migrations, followed as {@code watch} follows real ones. */
final class DemoCommand implements CliCommand {
  private static final Duration LINE_EVERY = Duration.ofSeconds(1);
  private static final double DEFAULT_SPEED = 10;
  private static final double MOST_SPEED = 10_000;
  private static final int MOST_PORT = 65_535;

  private final DemoStage.Director director;

  DemoCommand(DemoStage.Director director) {
    this.director = director;
  }

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    declare.value(spec, "DURATION", "--for");
    declare.value(spec, "X", "--speed");
    declare.value(spec, "N", "--port");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    Duration limit =
        Options.duration(arguments, "--for", Duration.ofDays(1), Duration.ofSeconds(1), context);
    double speed = speed(arguments, context);
    Instant deadline = context.clock().instant().plus(limit);
    try (DemoStage stage = stage(speed, port(arguments, context), context)) {
      introduce(stage, speed, context);
      CliContext onStage = context.at(stage.clock());
      List<Followed> running = attach(stage, onStage);
      int succeeded = 0;
      int ended = 0;
      while (!running.isEmpty() && context.clock().instant().isBefore(deadline)) {
        context.waiter().waitFor(LINE_EVERY);
        if (context.out().checkError()) {
          // Nobody reads any more.
          break;
        }
        for (Iterator<Followed> each = running.iterator(); each.hasNext(); ) {
          Followed followed = each.next();
          if (followed.poll(onStage)) {
            each.remove();
            followed.close();
            ended++;
            succeeded += followed.succeeded() ? 1 : 0;
          }
        }
      }
      for (Followed followed : running) {
        followed.close();
      }
      context
          .out()
          .println(
              context.text(
                  "demo.ended",
                  String.valueOf(succeeded),
                  String.valueOf(ended - succeeded),
                  String.valueOf(running.size())));
    }
    return ExitCode.OK;
  }

  private DemoStage stage(double speed, @Nullable Integer port, CliContext context)
      throws CommandFailure, IOException {
    try {
      return director.start(speed, port);
    } catch (AgentStartException e) {
      String[] safe = e.phrase().arguments().stream().map(SafeText::line).toArray(String[]::new);
      throw new CommandFailure(e.exitCode(), context.text(e.phrase().key(), safe), e);
    }
  }

  private static @Nullable Integer port(ParseResult arguments, CliContext context)
      throws CommandFailure {
    String text = Options.value(arguments, "--port");
    if (text == null) {
      return null;
    }
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= MOST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new CommandFailure(ExitCode.USAGE, context.text("demo.port", SafeText.line(text)), e);
    }
    throw new CommandFailure(ExitCode.USAGE, context.text("demo.port", SafeText.line(text)));
  }

  private static double speed(ParseResult arguments, CliContext context) throws CommandFailure {
    String text = Options.value(arguments, "--speed");
    if (text == null) {
      return DEFAULT_SPEED;
    }
    try {
      double speed = Double.parseDouble(text);
      if (speed > 0 && speed <= MOST_SPEED) {
        return speed;
      }
    } catch (NumberFormatException e) {
      throw new CommandFailure(ExitCode.USAGE, context.text("demo.speed", SafeText.line(text)), e);
    }
    throw new CommandFailure(ExitCode.USAGE, context.text("demo.speed", SafeText.line(text)));
  }

  private static void introduce(DemoStage stage, double speed, CliContext context) {
    context
        .out()
        .println(
            context.text(
                "demo.intro", String.valueOf(stage.actors().size()), Figures.decimal(speed, 0)));
    for (DemoStage.Actor actor : stage.actors()) {
      context
          .out()
          .println(
              context.text(
                  "demo.actor",
                  context.text("demo.story." + actor.story()),
                  actor.endpoint().toString()));
    }
    String socket = stage.actors().getFirst().endpoint().toString();
    context.out().println(context.text("demo.try", socket));
    String dashboard = stage.dashboard();
    if (dashboard != null) {
      context.out().println(context.text("demo.dashboard", dashboard));
    }
    context.out().println();
  }

  private static List<Followed> attach(DemoStage stage, CliContext onStage) {
    List<Followed> running = new ArrayList<>();
    for (DemoStage.Actor actor : stage.actors()) {
      RunningMigration migration =
          RunningMigration.at(
              actor.endpoint(), onStage.channels().apply(actor.endpoint()), onStage.clock());
      migration.attach();
      RunLog log = RunLog.open(actor.log());
      running.add(
          new Followed(new FollowedRun(migration, log, onStage.clock(), onStage.processes()), log));
    }
    return running;
  }

  /** A run and its log, which is held open. */
  private record Followed(FollowedRun run, @Nullable RunLog log) {
    /** Asks and prints; true when the run has ended. */
    boolean poll(CliContext context) {
      StatusView view = new StatusView(context);
      var snapshot = run.poll();
      String time = Figures.time(context.clock().instant(), context.zone());
      Outcome outcome = run.outcome();
      if (outcome != null) {
        context
            .out()
            .println(
                time
                    + "  "
                    + StatusView.name(snapshot)
                    + "  "
                    + context.styled(
                        succeeded() ? Style.GOOD : Style.BAD,
                        context.text("lifecycle." + outcome.lifecycle().jsonName()))
                    + ": "
                    + view.said(outcome.evidence()));
        return true;
      }
      if (run.trouble() == null) {
        context
            .out()
            .println(time + "  " + context.styled(StatusView.style(snapshot), view.line(snapshot)));
      }
      return false;
    }

    boolean succeeded() {
      Outcome outcome = run.outcome();
      return outcome != null && outcome.lifecycle() == Lifecycle.SUCCEEDED;
    }

    void close() throws IOException {
      if (log != null) {
        log.close();
      }
    }
  }
}
