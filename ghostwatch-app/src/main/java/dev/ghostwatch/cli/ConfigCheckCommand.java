package dev.ghostwatch.cli;

import dev.ghostwatch.alert.rule.LoadedRules;
import dev.ghostwatch.alert.rule.Vocabularies;
import dev.ghostwatch.config.ConfigFile;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.config.schema.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    List<Problem> problems = new ArrayList<>(loaded.problems());
    // Rules are checked too: one that cannot be used keeps the agent from starting.
    problems.addAll(
        LoadedRules.of(loaded.config().alerts().rules(), context.environment(), new Vocabularies())
            .problems());
    problems.sort(Problem.IN_ORDER);
    long errors = problems.stream().filter(Problem::isError).count();
    if (errors > 0) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text("config.check.bad", name, String.valueOf(errors))
              + "\n"
              + ConfigInput.text(problems, context));
    }
    if (!problems.isEmpty()) {
      context.err().println(ConfigInput.text(problems, context));
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
