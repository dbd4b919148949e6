package dev.ghostwatch.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * A command that is the first word of others, as {@code config} is of {@code config check}. It does
 * nothing by itself; alone it prints its help. The help of a sub-command has the keys {@code
 * help.GROUP.NAME} and {@code help.GROUP.NAME.examples}, that of its option {@code --x} {@code
 * help.GROUP.NAME.x}.
 */
interface CommandGroup extends CliCommand {
  /** The names of its sub-commands, in the order in which help lists them. */
  List<String> names();

  /** The sub-command with this name, or null. */
  @Nullable CliCommand find(String name);

  @Override
  default void declare(CommandSpec spec, Declarations declare) {
    // The sub-commands have the options.
  }

  @Override
  default ExitCode run(ParseResult arguments, CliContext context) {
    throw new IllegalStateException("BUG: a group of commands was run");
  }
}
