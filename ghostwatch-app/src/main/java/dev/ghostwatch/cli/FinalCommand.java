package dev.ghostwatch.cli;

import dev.ghostwatch.client.command.NamedCommand;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.MigrationState;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code ghostwatch cut-over} and {@code panic}: what cannot be taken back, and wants a
 * confirmation.
 */
final class FinalCommand implements CliCommand {
  private final Function<String, NamedCommand> command;
  private final String warningKey;
  private final String doneKey;

  private FinalCommand(Function<String, NamedCommand> command, String warningKey, String doneKey) {
    this.command = command;
    this.warningKey = warningKey;
    this.doneKey = doneKey;
  }

  /** Ends the postponement, so that gh-ost swaps the tables now. */
  static FinalCommand cutOver() {
    return new FinalCommand(NamedCommand.Unpostpone::new, "cutOver.warning", "cutOver.done");
  }

  /** Ends the migration at once, without cleaning up. */
  static FinalCommand panic() {
    return new FinalCommand(NamedCommand.Panic::new, "panic.warning", "panic.done");
  }

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    MigrationSelector.declare(spec, declare);
    declare.flag(spec, "-y", "--yes");
    declare.words(spec, "MIGRATION", "0..1");
  }

  /** Whether the status just read says that rows are still to be copied. */
  private static boolean isTooEarly(@Nullable StatusLine line) {
    return line != null
        && line.state() != null
        && line.state() != MigrationState.POSTPONING_CUT_OVER
        && line.percent() != null
        && line.percent() < 100;
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    Target target = Target.chosen(arguments, context);
    Confirmation.require(target, warningKey, arguments, context);
    try {
      target.change(() -> command.apply(target.table().table()));
    } catch (CommandFailure e) {
      if (e.exitCode() != ExitCode.FAILED
          || !doneKey.equals("cutOver.done")
          || !isTooEarly(target.snapshot().line())) {
        throw e;
      }
      String progress = new StatusView(context).progress(target.snapshot());
      throw new CommandFailure(
          ExitCode.REFUSED, context.text("cutOver.notReady", target.name(), progress), e);
    }
    context.out().println(context.text(doneKey, target.name()));
    return ExitCode.OK;
  }
}
