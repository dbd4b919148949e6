package dev.ghostwatch.cli;

import dev.ghostwatch.terminal.SafeText;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch silence expire}: ends a silence now. */
final class SilenceExpireCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    AgentInput.declare(spec, declare);
    declare.words(spec, "ID", "1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CommandFailure {
    String id = String.valueOf(Options.word(arguments));
    Map<String, @Nullable Object> ended =
        AgentHttp.of(arguments, context)
            .change("DELETE", "/api/v1/silences/" + AgentHttp.encoded(id), null);
    TreeFields silence = new TreeFields(ended);
    context
        .out()
        .println(
            context.text(
                "silence.ended",
                SafeText.line(silence.text("id")),
                SafeText.line(String.join(", ", silence.texts("matchers")))));
    return ExitCode.OK;
  }
}
