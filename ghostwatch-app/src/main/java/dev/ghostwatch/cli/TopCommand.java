package dev.ghostwatch.cli;

import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.top.Look;
import dev.ghostwatch.terminal.top.Sort;
import dev.ghostwatch.terminal.top.TopLoop;
import dev.ghostwatch.terminal.top.TopModel;
import dev.ghostwatch.terminal.top.TopView;
import dev.ghostwatch.terminal.view.Console;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch top}: the full-screen dashboard. */
final class TopCommand implements CliCommand {
  private final CommandCatalogue catalogue;
  private final Console.Opener opener;

  TopCommand(CommandCatalogue catalogue, Console.Opener opener) {
    this.catalogue = catalogue;
    this.opener = opener;
  }

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    EndpointOptions.declare(spec, declare);
    AgentInput.declare(spec, declare);
    declare.flag(spec, "--direct");
    declare.value(spec, "COLUMN", "--sort");
    declare.flag(spec, "--ascii");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    Sort sort = sort(arguments, context);
    boolean isDirect = Options.flag(arguments, "--direct") || EndpointOptions.areGiven(arguments);
    TopAgent agent = isDirect ? null : TopAgent.of(arguments, context);
    boolean unicode = context.screen().unicode() && !Options.flag(arguments, "--ascii");
    String noColour = context.environment().getOrDefault("NO_COLOR", "");
    TopModel start =
        TopModel.start(Look.none(context.clock().instant()), sort, context.texts().language());
    TopView view = new TopView(context.zone());
    // The terminal is given back first: what is still to be closed may take a second.
    try (TopLooks looks = new TopLooks(agent, EndpointOptions.of(arguments, context), context);
        Console console = opener.open(unicode, noColour.isEmpty())) {
      if (console == null) {
        throw new CommandFailure(ExitCode.USAGE, context.text("top.noTerminal"));
      }
      TopHelm helm = new TopHelm(catalogue, context, looks::steered);
      new TopLoop(console, view, looks, helm, start).run();
    }
    return ExitCode.OK;
  }

  private static Sort sort(ParseResult arguments, CliContext context) throws CommandFailure {
    String wanted = Options.value(arguments, "--sort");
    if (wanted == null) {
      return Sort.STARTED;
    }
    for (Sort sort : Sort.values()) {
      if (word(sort).equals(wanted)) {
        return sort;
      }
    }
    throw new CommandFailure(
        ExitCode.USAGE,
        context.text(
            "top.sort.unknown",
            SafeText.line(wanted),
            Arrays.stream(Sort.values()).map(TopCommand::word).collect(Collectors.joining(", "))));
  }

  private static String word(Sort sort) {
    return sort.name().toLowerCase(Locale.ROOT);
  }
}
