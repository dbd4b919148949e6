package dev.ghostwatch.cli;

import dev.ghostwatch.client.command.Answer;
import dev.ghostwatch.client.command.Reading;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.GhostClient;
import dev.ghostwatch.control.FailureWords;
import dev.ghostwatch.monitor.RunningMigration;
import dev.ghostwatch.terminal.SafeText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch ask}: sends a question to gh-ost and prints its answer; never a change. */
final class AskCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    MigrationSelector.declare(spec, declare);
    declare.words(spec, "MIGRATION-or-COMMAND", "1..2");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, InterruptedException {
    List<String> words = Options.words(arguments);
    String question = words.getLast();
    @Nullable String name = words.size() == 2 ? words.getFirst() : null;
    if (words.size() == 1
        && (question.indexOf('.') >= 0 || question.indexOf('/') >= 0)
        && question.indexOf('=') < 0) {
      // No command of gh-ost has such a name, so it is a migration.
      throw noQuestion(question, context);
    }
    MigrationSelector selector = new MigrationSelector(arguments, context);
    RunningMigration migration =
        selector.unasked(name == null ? Options.value(arguments, "--migration") : name);
    GhostClient client = selector.client(migration);
    try {
      return switch (client.capabilities().reading(question)) {
        case Reading.Refused _ when words.size() == 1 && migration.isNamed(question) ->
            throw noQuestion(question, context);
        case Reading.Refused(var why) ->
            throw new CommandFailure(
                ExitCode.REFUSED,
                context.text(
                    "ask.refused",
                    SafeText.line(migration.name()),
                    SafeText.line(question),
                    FailureWords.refusal(why, context::text)));
        case Reading.Allowed(var command) -> print(client.ask(command), context);
      };
    } catch (ControlException e) {
      throw new ControlFailures(context).of(migration, e);
    }
  }

  private static CommandFailure noQuestion(String migration, CliContext context) {
    return new CommandFailure(
        ExitCode.USAGE, context.text("ask.noQuestion", SafeText.line(migration)));
  }

  private static ExitCode print(Answer answer, CliContext context) {
    String text =
        switch (answer) {
          case Answer.Status(var status) -> status.text();
          case Answer.Help(var capabilities) -> capabilities.helpText();
          case Answer.Value(String value) -> value;
          case Answer.Acknowledged(String said) -> said;
          case Answer.Rejected(var _, String said) -> said;
          case Answer.Empty() -> "";
          case Answer.NotSent(var why) -> FailureWords.refusal(why, context::text);
          case Answer.Unrecognised(String said) -> said;
        };
    text.stripTrailing()
        .lines()
        .map(line -> SafeText.line(line.replace('\t', ' ')))
        .forEach(context.out()::println);
    return switch (answer) {
      case Answer.Rejected _, Answer.NotSent _ -> ExitCode.FAILED;
      case Answer.Empty _, Answer.Unrecognised _ -> {
        context.say("ask.noGhost");
        yield ExitCode.UNREACHABLE;
      }
      case Answer.Status _, Answer.Help _, Answer.Value _, Answer.Acknowledged _ -> ExitCode.OK;
    };
  }
}
