package dev.ghostwatch.cli;

import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.LogAnalysisDocument;
import dev.ghostwatch.insight.log.ErrorCatalogue;
import dev.ghostwatch.model.log.LogAnalysis;
import dev.ghostwatch.terminal.SafeText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch analyze}: everything a log tells. */
final class AnalyzeCommand implements CliCommand {
  private static final String HTML = "html";

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    OutputFormat.declare(spec, declare);
    declare.flag(spec, "--follow");
    LogInput.declare(spec, declare);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    boolean html = HTML.equals(Options.value(arguments, "--output"));
    OutputFormat format =
        html
            ? OutputFormat.TABLE
            : OutputFormat.of(
                arguments,
                EnumSet.of(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.YAML),
                context);
    if (Options.flag(arguments, "--follow")) {
      return follow(arguments, html, format, context);
    }
    LogInput input = LogInput.read(arguments, html, context);
    LogAnalysis analysis = input.analysis();
    Documents.Format document = format.document();
    if (document != null) {
      LogAnalysisDocument fields = new LogAnalysisDocument(ErrorCatalogue.in("en")::classify);
      try (OutputStream out = new BufferedOutputStream(new Unclosed(context.out()), 1 << 16)) {
        Documents.object(
            out, document, json -> fields.write(json, input.files(), input.bytes(), analysis));
      }
    } else if (html) {
      context.out().print(new AnalysisPage(context, input).of(analysis));
    } else {
      new AnalysisView(context, input).print(analysis);
    }
    return ExitCode.OK;
  }

  private static ExitCode follow(
      ParseResult arguments, boolean html, OutputFormat format, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    List<String> logs = Options.words(arguments);
    if (logs.size() > 1) {
      throw new CommandFailure(
          ExitCode.USAGE, context.text("follow.oneLog", String.valueOf(logs.size())));
    }
    if (html || format == OutputFormat.YAML) {
      throw new CommandFailure(
          ExitCode.USAGE,
          context.text(
              "follow.format", html ? HTML : format.word(), SafeText.line(logs.getFirst())));
    }
    return new AnalyzeFollow(
            logs.getFirst(),
            LogInput.zone(arguments, context),
            format == OutputFormat.JSON,
            context)
        .run();
  }
}
