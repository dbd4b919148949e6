package dev.ghostwatch.cli;

import dev.ghostwatch.control.Postponement;
import dev.ghostwatch.terminal.SafeText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch postpone}: makes gh-ost wait with the cut-over until it is told. */
final class PostponeCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    MigrationSelector.declare(spec, declare);
    declare.words(spec, "MIGRATION", "0..1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, InterruptedException {
    Target target = Target.chosen(arguments, context);
    Postponement postponement =
        new Postponement(
            target.steering(),
            target.capabilities().knows(Postponement.COMMAND),
            target.isOnThisHost());
    Postponement.Result result =
        target.guarded(() ->
            postponement.postpone(target.settings(), Postponement.fallbackFile(target.table())));
    return switch (result) {
      case Postponement.Result.Sent(var file, var steered) -> {
        if (steered.isRejected()) {
          throw new CommandFailure(
              ExitCode.FAILED,
              context.text(
                  "change.rejected",
                  target.name(),
                  SafeText.line(steered.command().wire()),
                  SafeText.line(steered.answer().toString())));
        }
        yield done(context, "postpone.sent", target, file);
      }
      case Postponement.Result.FileCreated(var file) -> {
        if (!target.seesPostponeFlagFile()) {
          throw new CommandFailure(
              ExitCode.FAILED,
              context.text("postpone.notSeen", target.name(), SafeText.line(file.toString())));
        }
        yield done(context, "postpone.created", target, file.toString());
      }
      case Postponement.Result.AlreadyPostponed(var file) ->
          done(context, "postpone.already", target, file.toString());
      case Postponement.Result.Impossible(var file) ->
          throw new CommandFailure(
              ExitCode.REFUSED,
              file == null
                  ? context.text("postpone.impossible", target.name())
                  : context.text("postpone.elsewhere", target.name(), SafeText.line(file)));
    };
  }

  private static ExitCode done(CliContext context, String key, Target target, String file) {
    context.out().println(context.text(key, target.name(), SafeText.line(file)));
    return ExitCode.OK;
  }
}
