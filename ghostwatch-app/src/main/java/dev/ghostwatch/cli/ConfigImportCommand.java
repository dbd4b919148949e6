package dev.ghostwatch.cli;

import dev.ghostwatch.config.rule.ClassicRules;
import dev.ghostwatch.config.schema.NearestKey;
import dev.ghostwatch.terminal.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch config import}: turns a classic {@code alert_rules.conf} into YAML. */
final class ConfigImportCommand implements CliCommand {
  private static final long LARGEST = 1 << 20;

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    declare.value(spec, "FILE", "-o", "--output");
    declare.words(spec, "FILE", "1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CommandFailure {
    Path file = Options.path("FILE", Options.words(arguments).getFirst(), context);
    ClassicRules.Imported imported = ClassicRules.of(read(file, context));
    for (ClassicRules.Remark remark : imported.remarks()) {
      String key = remark.key() == null ? "" : remark.key();
      String near =
          remark.reason().equals("config.import.unknown")
              ? NearestKey.ofName(key, ClassicRules.keys())
              : null;
      context
          .err()
          .println(
              SafeText.line(file.toString())
                  + ":"
                  + remark.line()
                  + ": "
                  + (key.isEmpty() ? "" : key + ": ")
                  + context.text(remark.reason(), SafeText.line(remark.found()))
                  + (near == null ? "" : " " + context.text("config.nearest", near)));
    }
    write(imported.yaml(), Options.value(arguments, "-o"), context);
    return ExitCode.OK;
  }

  private static String read(Path file, CliContext context) throws CommandFailure {
    try {
      if (Files.size(file) > LARGEST) {
        throw new CommandFailure(
            ExitCode.FAILED,
            SafeText.line(file.toString()) + ": " + context.text("config.rule.large"));
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text(
              "config.import.unreadable",
              SafeText.line(file.toString()),
              FileTrouble.text(e, context)),
          e);
    }
  }

  private static void write(String yaml, @Nullable String output, CliContext context)
      throws CommandFailure {
    if (output == null || output.equals("-")) {
      context.out().print(yaml);
      return;
    }
    Path file = Options.path("-o", output, context);
    try {
      Files.writeString(file, yaml, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text(
              "config.import.unwritable",
              SafeText.line(file.toString()),
              FileTrouble.text(e, context)),
          e);
    }
    context.say("config.import.done", SafeText.line(file.toString()));
  }
}
