package dev.ghostwatch.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * One command. Its options are declared through picocli's programmatic model rather than
 * annotations, which cost every start a tenth of a second
 * (docs/decisions/0002-picocli-recompiled.md).
 */
interface CliCommand {
  /**
   * Declares options and positional parameters on a specification that already has the common ones.
   */
  void declare(CommandSpec spec, Declarations declare);

  /** Does the work; the result is what the process exits with. */
  ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException;
}
