package dev.ghostwatch.config.receiver;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code command}: a program that is given the alert as JSON on its standard input.
 *
 * @param program started as it is, without a shell
 * @param arguments passed to it as they are
 */
public record CommandConfig(Path program, List<String> arguments) implements ReceiverKind {
  public CommandConfig {
    arguments = List.copyOf(arguments);
  }

  @Override
  public String word() {
    return "command";
  }

  @Override
  public int usualRate() {
    return 0;
  }

  static final Section<CommandConfig> SECTION =
      Section.of(keys -> {
        Key<Path> program =
            keys.required("program", Kinds.path(), "/usr/local/bin/on-gh-ost-alert");
        Key<List<String>> arguments = keys.list("arguments", Kinds.words());
        return values -> new CommandConfig(values.of(program), values.of(arguments));
      });
}
