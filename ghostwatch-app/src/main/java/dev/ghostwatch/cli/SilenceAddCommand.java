package dev.ghostwatch.cli;

import dev.ghostwatch.document.Documents;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.text.Figures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch silence add}: silences alerts that match. */
final class SilenceAddCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    declare.value(spec, "DURATION", "--for");
    declare.value(spec, "TEXT", "--comment");
    declare.value(spec, "NAME", "--author");
    AgentInput.declare(spec, declare);
    OutputFormat.declare(spec, declare);
    declare.words(spec, "MATCHER", "1..*");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException {
    OutputFormat format =
        OutputFormat.of(
            arguments,
            EnumSet.of(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.YAML),
            context);
    String body = body(arguments, context);
    Map<String, @Nullable Object> added =
        AgentHttp.of(arguments, context).change("POST", "/api/v1/silences", body);
    Documents.Format document = format.document();
    if (document != null) {
      Documents.object(context.out(), document, json -> json.fieldsOf(added));
    } else {
      TreeFields silence = new TreeFields(added);
      Instant ends = silence.time("endsAt");
      context
          .out()
          .println(
              context.text(
                  "silence.added",
                  SafeText.line(silence.text("id")),
                  SafeText.line(String.join(", ", silence.texts("matchers"))),
                  ends == null ? "-" : Figures.time(ends, context.zone())));
    }
    return ExitCode.OK;
  }

  private static String body(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException {
    if (Options.value(arguments, "--for") == null) {
      throw new CommandFailure(ExitCode.USAGE, context.text("silence.noFor"));
    }
    String comment = Options.value(arguments, "--comment");
    if (comment == null || comment.isBlank()) {
      throw new CommandFailure(ExitCode.USAGE, context.text("silence.noCommentOption"));
    }
    Duration duration =
        Options.duration(arguments, "--for", Duration.ZERO, Duration.ofSeconds(1), context);
    String author = Options.value(arguments, "--author");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Documents.object(
        out,
        Documents.Format.JSON_LINE,
        json -> {
          json.texts("matchers", Options.words(arguments));
          json.decimal("durationSeconds", duration.toMillis() / 1000.0);
          json.text("author", author == null ? context.user() : author);
          json.text("comment", comment);
        });
    return out.toString(StandardCharsets.UTF_8);
  }
}
