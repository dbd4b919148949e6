package dev.ghostwatch.cli;

import dev.ghostwatch.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Builds picocli's model of the command line. */
final class CliParser {
  private final CommandCatalogue catalogue;
  private final Texts texts;

  CliParser(CommandCatalogue catalogue, Texts texts) {
    this.catalogue = catalogue;
    this.texts = texts;
  }

  /** The model with every command: for help, completion and wrong words. */
  CommandLine everything() {
    CommandSpec root = root();
    for (String name : CommandCatalogue.names()) {
      CliCommand command = catalogue.find(name);
      if (command == null) {
        throw new IllegalStateException("BUG: the catalogue lists " + name + " and lacks it");
      }
      root.addSubcommand(name, subcommand(name, command));
    }
    return new CommandLine(root);
  }

  /** The model with this command alone: the others cost time that every start would pay. */
  CommandLine only(String name, CliCommand command) {
    CommandSpec root = root();
    root.addSubcommand(name, subcommand(name, command));
    return new CommandLine(root);
  }

  private CommandSpec root() {
    CommandSpec root = CommandSpec.create().name("ghostwatch");
    root.usageMessage().description(literal("help.root"));
    root.usageMessage().footer(("\n" + literal("help.root.footer")).split("\n", -1));
    common(root);
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .type(boolean.class)
            .description(literal("help.option.version"))
            .build());
    return root;
  }

  private CommandSpec subcommand(String name, CliCommand command) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
    spec.usageMessage().description(literal("help." + name));
    spec.usageMessage().footer(("\n" + literal("help." + name + ".examples")).split("\n", -1));
    common(spec);
    command.declare(spec, new Declarations(texts, name));
    return spec;
  }

  private void common(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .type(boolean.class)
            .description(literal("help.option.help"))
            .build());
    Declarations declare = new Declarations(texts, "option");
    declare.value(spec, "en|zh", "--lang");
    declare.flag(spec, "--debug");
  }

  /** picocli formats descriptions: a percent sign must be doubled. */
  private String literal(String key) {
    return texts.get(key).replace("%", "%%");
  }
}
