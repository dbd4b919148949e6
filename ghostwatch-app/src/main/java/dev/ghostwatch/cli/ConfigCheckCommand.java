package dev.ghostwatch.cli;

import dev.ghostwatch.config.ConfigFile;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.config.schema.Problem;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch config check}: says everything that is wrong with a configuration. */
final class ConfigCheckCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    ConfigInput.declare(spec, declare);
    declare.words(spec, "FILE", "0..1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CommandFailure {
    LoadedConfig loaded = ConfigInput.ofWord(arguments, context);
    String name = ConfigInput.name(loaded, context);
    if (!loaded.isUsable()) {
      long errors = loaded.problems().stream().filter(Problem::isError).count();
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text("config.check.bad", name, String.valueOf(errors))
              + "\n"
              + ConfigInput.text(loaded.problems(), context));
    }
    if (!loaded.problems().isEmpty()) {
      context.err().println(ConfigInput.text(loaded.problems(), context));
    }
    if (loaded.file() == null) {
      context
          .out()
          .println(
              context.text(
                  "config.check.none",
                  String.join(
                      ", ",
                      ConfigFile.places(context.environment()).stream()
                          .map(Path::toString)
                          .toList())));
    } else {
      context.out().println(context.text("config.check.good", name));
    }
    return ExitCode.OK;
  }
}
