package dev.ghostwatch.cli;

import dev.ghostwatch.config.AgentConfig;
import dev.ghostwatch.config.ConfigFile;
import dev.ghostwatch.config.Preset;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Template;
import dev.ghostwatch.config.schema.Unreadable;
import dev.ghostwatch.terminal.SafeText;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch config init}: writes a commented configuration, never over another one. */
final class ConfigInitCommand implements CliCommand {
  private static final String STANDARD_OUTPUT = "-";

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    declare.value(spec, "production|staging|development", "--preset");
    declare.words(spec, "FILE", "0..1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CommandFailure {
    Map<String, String> chosen = chosen(Options.value(arguments, "--preset"), context);
    String text = Template.of(AgentConfig.SECTION, chosen, context.texts()::get);
    String word = Options.word(arguments);
    if (STANDARD_OUTPUT.equals(word)) {
      context.out().print(text);
      return ExitCode.OK;
    }
    Path file =
        word == null
            ? ConfigFile.places(context.environment()).getFirst()
            : ConfigInput.path(word, context);
    write(file, text, context);
    context.out().println(context.text("config.init.done", SafeText.line(file.toString())));
    return ExitCode.OK;
  }

  private static Map<String, String> chosen(@Nullable String preset, CliContext context)
      throws CommandFailure {
    if (preset == null) {
      return Map.of();
    }
    List<String> names = new ArrayList<>();
    for (Preset known : Preset.values()) {
      if (Kinds.word(known).equals(preset)) {
        return known.chosen();
      }
      names.add(Kinds.word(known));
    }
    throw new CommandFailure(
        ExitCode.USAGE,
        context.text("config.init.preset", SafeText.line(preset), String.join(", ", names)));
  }

  private static void write(Path file, String text, CliContext context) throws CommandFailure {
    String name = SafeText.line(file.toString());
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      // The same exception comes for a file in the place of its folder.
      if (e instanceof FileAlreadyExistsException && Files.exists(file)) {
        throw new CommandFailure(ExitCode.REFUSED, context.text("config.init.there", name), e);
      }
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text("config.init.failed", name, Unreadable.why(e).in(context.texts()::get)),
          e);
    }
  }
}
