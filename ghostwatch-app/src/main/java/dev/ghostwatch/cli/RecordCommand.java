package dev.ghostwatch.cli;

import static java.util.Objects.requireNonNull;

import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.monitor.FollowedRun;
import dev.ghostwatch.monitor.RunningMigration;
import dev.ghostwatch.source.recording.RecordedExchange;
import dev.ghostwatch.source.recording.RecordingChannel;
import dev.ghostwatch.source.recording.RecordingWriter;
import dev.ghostwatch.terminal.SafeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch record}: writes what a run is asked and answers, until it ends. */
final class RecordCommand implements CliCommand {
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);
  private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    MigrationSelector.declare(spec, declare);
    declare.value(spec, "DURATION", "--every");
    declare.value(spec, "FILE", "-w", "--write");
    declare.words(spec, "MIGRATION", "0..1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    Duration every =
        Options.duration(arguments, "--every", DEFAULT_INTERVAL, LEAST_INTERVAL, context);
    Path file = file(arguments, context);
    RunningMigration found =
        new MigrationSelector(arguments, context).reachable(Options.word(arguments));
    try (RecordingWriter writer = create(file, context)) {
      RunningMigration recorded = found.through(channel -> recording(channel, writer, context));
      context.say("record.started", SafeText.line(found.name()), SafeText.line(file.toString()));
      recorded.attach();
      FollowedRun run = new FollowedRun(recorded, null, context.clock(), context.processes());
      while (run.outcome() == null) {
        context.waiter().waitFor(every);
        run.poll();
      }
      context.say(
          "record.ended",
          SafeText.line(found.name()),
          String.valueOf(writer.exchanges()),
          SafeText.line(file.toString()));
      return ExitCode.OK;
    } catch (UncheckedIOException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text(
              "record.failed",
              SafeText.line(file.toString()),
              FileTrouble.text(requireNonNull(e.getCause()), context)),
          e);
    }
  }

  private static RecordingChannel recording(
      CommandChannel channel, RecordingWriter writer, CliContext context) {
    return new RecordingChannel(channel, context.clock(), exchange -> write(writer, exchange));
  }

  private static void write(RecordingWriter writer, RecordedExchange exchange) {
    try {
      writer.write(exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RecordingWriter create(Path file, CliContext context) throws CommandFailure {
    try {
      return RecordingWriter.create(file);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(
          ExitCode.FAILED, context.text("record.exists", SafeText.line(file.toString())), e);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text(
              "record.cannotCreate", SafeText.line(file.toString()), FileTrouble.text(e, context)),
          e);
    }
  }

  private static Path file(ParseResult arguments, CliContext context) throws CommandFailure {
    String name = Options.value(arguments, "--write");
    if (name == null) {
      throw new CommandFailure(ExitCode.USAGE, context.text("record.noFile"));
    }
    return Options.path("--write", name, context);
  }
}
