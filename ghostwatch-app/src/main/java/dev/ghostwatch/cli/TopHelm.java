package dev.ghostwatch.cli;

import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.Screen;
import dev.ghostwatch.terminal.top.Change;
import dev.ghostwatch.terminal.top.Message;
import dev.ghostwatch.terminal.top.TopLoop;
import dev.ghostwatch.terminal.top.TopRun;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Lazy;
import dev.ghostwatch.text.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Steers by the very commands that people give: the same guard rails, the same read-back, the same
 * audit, the same words. What they would print is shown in the dashboard.
 */
final class TopHelm implements TopLoop.Helm {
  private final CommandCatalogue catalogue;
  private final CliContext context;
  private final Consumer<TopRun> afterwards;

  /**
   * @param afterwards told of a run that was steered
   */
  TopHelm(CommandCatalogue catalogue, CliContext context, Consumer<TopRun> afterwards) {
    this.catalogue = catalogue;
    this.context = context;
    this.afterwards = afterwards;
  }

  @Override
  public Message.Steered steer(TopRun run, Change change, boolean dryRun, Language language)
      throws InterruptedException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      CliContext quiet = printingTo(out, language);
      boolean good = false;
      String failure = "";
      try {
        good = run(words(run, change, dryRun, quiet), quiet) == ExitCode.OK;
      } catch (CommandFailure e) {
        failure = e.text();
      } catch (ParameterException | IOException e) {
        failure = String.valueOf(e.getMessage());
      }
      if (!dryRun) {
        afterwards.accept(run);
      }
      String text = (printed.toString(StandardCharsets.UTF_8) + failure).strip();
      return new Message.Steered(change, dryRun, good, text);
    }
  }

  private ExitCode run(List<String> words, CliContext quiet)
      throws CommandFailure, IOException, InterruptedException {
    String name = words.getFirst();
    CliCommand command = catalogue.find(name);
    if (command == null) {
      throw new IllegalStateException("BUG: there is no command " + name);
    }
    ParseResult parsed =
        new CliParser(catalogue, quiet.language())
            .only(name, command)
            .parseArgs(words.toArray(String[]::new));
    return command.run(parsed.subcommand(), quiet);
  }

  /** The command line that does it: by endpoint and by name, so that no other run is met. */
  static List<String> words(TopRun run, Change change, boolean dryRun, CliContext context)
      throws CommandFailure {
    Endpoint endpoint = endpoint(run);
    if (endpoint == null || run.snapshot().table() == null) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE, context.text("top.noEndpoint", SafeText.line(run.name())));
    }
    List<String> words = new ArrayList<>();
    words.add(change.kind().command());
    switch (endpoint) {
      case Endpoint.UnixSocket socket ->
          words.addAll(List.of("--socket", socket.path().toString()));
      case Endpoint.Tcp tcp ->
          words.addAll(List.of("--tcp", tcp.toString().substring("tcp:".length())));
    }
    words.addAll(List.of("--migration", run.name()));
    switch (change.kind()) {
      // The dashboard has had the name typed.
      case CUT_OVER, PANIC -> words.add("--yes");
      case SET -> {
        if (dryRun) {
          words.add("--dry-run");
        }
        words.add(String.valueOf(change.assignment()));
      }
      case THROTTLE, RESUME, SLOW_DOWN, SPEED_UP, POSTPONE -> {
        // They need no more words.
      }
    }
    return words;
  }

  private static @Nullable Endpoint endpoint(TopRun run) {
    String text = run.snapshot().endpoint();
    return text == null ? null : Endpoint.parse(text);
  }

  private CliContext printingTo(PrintStream out, Language language) {
    return new CliContext(
        InputStream.nullInputStream(),
        out,
        out,
        () -> Screen.plain(context.screen().unicode()),
        new Lazy<>(() -> Texts.of(language)),
        context.environment(),
        context.clock(),
        context.localZone(),
        context.waiter(),
        context.processes(),
        context.channels(),
        context.user());
  }
}
