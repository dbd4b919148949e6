package dev.ghostwatch.cli;

import dev.ghostwatch.text.Texts;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Builds picocli's model of the command line. */
final class CliParser {
  /** picocli's own factory looks for Groovy in every jar of the class path at each start. */
  private static final CommandLine.IFactory NOTHING_TO_MAKE =
      new CommandLine.IFactory() {
        @Override
        public <K> K create(Class<K> type) {
          throw new IllegalStateException("BUG: picocli wants to make a " + type.getName());
        }
      };

  private final CommandCatalogue catalogue;
  private final Supplier<Texts> language;

  CliParser(CommandCatalogue catalogue, Supplier<Texts> language) {
    this.catalogue = catalogue;
    this.language = language;
  }

  /** The model with every command and all explanations: for help, completion and wrong words. */
  CommandLine everything() {
    Texts texts = language.get();
    CommandSpec root = CommandSpec.wrapWithoutInspection(null, NOTHING_TO_MAKE).name("ghostwatch");
    headings(root, texts);
    root.usageMessage().description(literal(texts, "help.root"));
    root.usageMessage().footer(("\n" + literal(texts, "help.root.footer")).split("\n", -1));
    common(root, new Declarations(texts, "option"));
    version(root, new Declarations(texts, "option"));
    for (String name : CommandCatalogue.names()) {
      root.addSubcommand(name, explained(name, name, catalogue.find(name), texts));
    }
    return new CommandLine(root, NOTHING_TO_MAKE);
  }

  /**
   * The model with this command alone and without explanations: the rest costs time that every
   * start would pay.
   */
  CommandLine only(String name, CliCommand command) {
    CommandSpec root = CommandSpec.wrapWithoutInspection(null, NOTHING_TO_MAKE).name("ghostwatch");
    common(root, new Declarations(null, "option"));
    version(root, new Declarations(null, "option"));
    root.addSubcommand(name, bare(name, command));
    return new CommandLine(root, NOTHING_TO_MAKE);
  }

  private static CommandSpec subcommand(
      String name, CliCommand command, Declarations declarations) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command, NOTHING_TO_MAKE).name(name);
    common(spec, declarations);
    command.declare(spec, declarations);
    return spec;
  }

  /**
   * A command with its explanations and those of its sub-commands.
   *
   * @param path its words with dots between them, as they stand in the keys of its texts
   */
  private static CommandSpec explained(
      String name, String path, @Nullable CliCommand command, Texts texts) {
    if (command == null) {
      throw new IllegalStateException("BUG: the catalogue lists " + path + " and lacks it");
    }
    CommandSpec spec = subcommand(name, command, new Declarations(texts, path));
    headings(spec, texts);
    spec.usageMessage().description(literal(texts, "help." + path));
    spec.usageMessage()
        .footer(("\n" + literal(texts, "help." + path + ".examples")).split("\n", -1));
    if (command instanceof CommandGroup group) {
      for (String inner : group.names()) {
        spec.addSubcommand(inner, explained(inner, path + "." + inner, group.find(inner), texts));
      }
    }
    return spec;
  }

  /** A command without explanations, and its sub-commands likewise. */
  private static CommandSpec bare(String name, CliCommand command) {
    CommandSpec spec = subcommand(name, command, new Declarations(null, name));
    if (command instanceof CommandGroup group) {
      for (String inner : group.names()) {
        CliCommand found = group.find(inner);
        if (found != null) {
          spec.addSubcommand(inner, bare(inner, found));
        }
      }
    }
    return spec;
  }

  private static void common(CommandSpec spec, Declarations declarations) {
    spec.addOption(declarations.option("-h", "--help").usageHelp(true).type(boolean.class).build());
    declarations.value(spec, "en|zh", "--lang");
    declarations.flag(spec, "--debug");
  }

  private static void version(CommandSpec spec, Declarations declarations) {
    spec.addOption(
        declarations.option("-V", "--version").versionHelp(true).type(boolean.class).build());
  }

  private static void headings(CommandSpec spec, Texts texts) {
    spec.usageMessage()
        .synopsisHeading(literal(texts, "help.usage"))
        .commandListHeading(literal(texts, "help.commands"));
  }

  /** picocli formats descriptions: a percent sign must be doubled. */
  private static String literal(Texts texts, String key) {
    return texts.get(key).replace("%", "%%");
  }
}
