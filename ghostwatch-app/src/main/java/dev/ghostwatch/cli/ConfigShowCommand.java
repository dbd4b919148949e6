package dev.ghostwatch.cli;

import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.ShownDocument;
import java.io.IOException;
import java.util.EnumSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch config show}: the configuration in force, with defaults, without secrets. */
final class ConfigShowCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    ConfigInput.declare(spec, declare);
    OutputFormat.declare(spec, declare);
    declare.words(spec, "FILE", "0..1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException {
    OutputFormat format =
        OutputFormat.of(arguments, EnumSet.of(OutputFormat.YAML, OutputFormat.JSON), context);
    LoadedConfig loaded = ConfigInput.ofWord(arguments, context);
    if (!loaded.isUsable()) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text("config.show.bad", ConfigInput.name(loaded, context))
              + "\n"
              + ConfigInput.text(loaded.problems(), context));
    }
    context.say("config.show.from", ConfigInput.name(loaded, context));
    Documents.object(
        context.out(),
        format == OutputFormat.JSON ? Documents.Format.JSON : Documents.Format.YAML,
        json -> ShownDocument.write(json, loaded.shown()));
    return ExitCode.OK;
  }
}
