package dev.ghostwatch.cli;

import dev.ghostwatch.text.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Declares options with their help texts: the text of option {@code --every} of {@code watch} has
 * the key {@code help.watch.every}, or {@code help.option.every} where commands share it.
 */
final class Declarations {
  private final @Nullable Texts texts;
  private final String command;

  /**
   * Declares for one command.
   *
   * @param texts where the help texts are; null when nobody is going to read them
   */
  Declarations(@Nullable Texts texts, String command) {
    this.texts = texts;
    this.command = command;
  }

  /** A switch without a value. */
  void flag(CommandSpec spec, String... names) {
    spec.addOption(option(names).type(boolean.class).arity("0").build());
  }

  /** An option with one value. */
  void value(CommandSpec spec, String label, String... names) {
    spec.addOption(option(names).type(String.class).arity("1").paramLabel(label).build());
  }

  /** An option that may be given several times. */
  void values(CommandSpec spec, String label, String... names) {
    spec.addOption(
        option(names)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .paramLabel(label)
            .build());
  }

  /** The words after the options, as many as the arity says ({@code 0..1}, {@code 1..*}). */
  void words(CommandSpec spec, String label, String arity) {
    PositionalParamSpec.Builder words =
        PositionalParamSpec.builder().arity(arity).paramLabel(label).description(text("words"));
    if (arity.endsWith("1")) {
      words.type(String.class).index("0");
    } else {
      words.type(List.class).auxiliaryTypes(String.class);
    }
    // picocli takes the least number of the arity for this only where annotations are used.
    spec.addPositional(words.required(!arity.startsWith("0")).build());
  }

  /** The beginning of an option; the last of the names is the one its text is found by. */
  OptionSpec.Builder option(String... names) {
    String longest = names[names.length - 1];
    return OptionSpec.builder(names)
        .description(text(longest.substring(longest.startsWith("--") ? 2 : 1)));
  }

  private String text(String name) {
    if (texts == null) {
      return "";
    }
    String own = "help." + command + "." + name;
    return texts.get(texts.has(own) ? own : "help.option." + name).replace("%", "%%");
  }
}
