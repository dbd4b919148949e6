package dev.ghostwatch.cli;

import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.monitor.RecordedEvents;
import dev.ghostwatch.monitor.Replay;
import dev.ghostwatch.source.log.LogHead;
import dev.ghostwatch.source.recording.RecordingReader;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.text.Figures;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch replay}: plays a recording through the monitor, a picture for each sample. */
final class ReplayCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    declare.flag(spec, "--json");
    declare.flag(spec, "--alerts");
    declare.value(spec, "FILE", "--rules");
    declare.words(spec, "FILE-or-FOLDER", "1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException {
    Path given = Options.path("FILE", Options.words(arguments).getFirst(), context);
    Path socket = Files.isDirectory(given) ? given.resolve("socket.jsonl") : given;
    Path log = Files.isDirectory(given) ? given.resolve("log.txt") : null;
    int pictures = 0;
    try (RecordingReader reader = open(socket, context);
        OutputStream out = new BufferedOutputStream(new Unclosed(context.out()))) {
      Replay replay =
          new Replay(reader, log == null ? null : LogHead.version(log), RecordedEvents.of(log));
      StatusView view = new StatusView(context);
      MigrationDocument document = MigrationOutput.document();
      boolean json = Options.flag(arguments, "--json");
      ReplayedAlerts alerts = alerts(arguments, log, context);
      Snapshot snapshot;
      while ((snapshot = replay.next()) != null) {
        pictures++;
        List<String> told = alerts == null ? List.of() : alerts.play(snapshot);
        if (json) {
          Snapshot shown = snapshot;
          Documents.object(
              out,
              Documents.Format.JSON_LINE,
              fields -> {
                document.write(fields, shown);
                if (alerts != null) {
                  alerts.write(fields);
                }
              });
        } else {
          String time =
              snapshot.observedAt() == null
                  ? "?"
                  : Figures.time(snapshot.observedAt(), context.zone());
          context.out().println(time + "  " + view.line(snapshot));
          told.forEach(context.out()::println);
        }
      }
      if (reader.damagedLines() > 0) {
        context.say(
            "replay.damaged",
            SafeText.line(socket.toString()),
            String.valueOf(reader.damagedLines()),
            String.valueOf(reader.lines()));
      }
    }
    if (pictures == 0) {
      throw new CommandFailure(
          ExitCode.FAILED, context.text("replay.nothing", SafeText.line(socket.toString())));
    }
    return ExitCode.OK;
  }

  private static @Nullable ReplayedAlerts alerts(
      ParseResult arguments, @Nullable Path log, CliContext context)
      throws CommandFailure, IOException {
    String rules = Options.value(arguments, "--rules");
    return rules == null && !Options.flag(arguments, "--alerts")
        ? null
        : ReplayedAlerts.of(
            rules == null ? null : Options.path("--rules", rules, context), log, context);
  }

  private static RecordingReader open(Path file, CliContext context) throws CommandFailure {
    try {
      return RecordingReader.open(file);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text(
              "replay.unreadable", SafeText.line(file.toString()), FileTrouble.text(e, context)),
          e);
    }
  }
}
