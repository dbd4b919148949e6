package dev.ghostwatch.cli;

import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.LogAnalysisDocument;
import dev.ghostwatch.insight.log.ErrorCatalogue;
import dev.ghostwatch.model.log.ErrorClass;
import dev.ghostwatch.model.log.Problem;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.Style;
import dev.ghostwatch.text.Figures;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch errors}: the errors in a log, each kind once, with cause and advice. */
final class ErrorsCommand implements CliCommand {
  private static final List<String> COLUMNS =
      List.of("TIME", "LINE", "LEVEL", "CATEGORY", "MESSAGE", "CAUSE", "ADVICE");

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    OutputFormat.declare(spec, declare);
    LogInput.declare(spec, declare);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    OutputFormat format = OutputFormat.of(arguments, EnumSet.allOf(OutputFormat.class), context);
    LogInput input = LogInput.read(arguments, false, context);
    List<Problem> errors = new ArrayList<>();
    long omitted = 0;
    for (RunAnalysis run : input.analysis().runs().kept()) {
      errors.addAll(run.errors().kept());
      omitted += run.errors().omitted();
    }
    Documents.Format document = format.document();
    if (document != null) {
      LogAnalysisDocument fields = new LogAnalysisDocument(ErrorCatalogue.in("en")::classify);
      try (OutputStream out = new BufferedOutputStream(new Unclosed(context.out()), 1 << 16)) {
        Documents.array(out, document, errors, fields::error);
      }
    } else if (format == OutputFormat.CSV) {
      csv(context, errors);
    } else {
      print(context, input, errors);
    }
    if (omitted > 0) {
      context.say("errors.omitted", Figures.grouped(omitted));
    }
    return ExitCode.OK;
  }

  private static void csv(CliContext context, List<Problem> errors) {
    ErrorCatalogue catalogue = ErrorCatalogue.in("en");
    List<List<String>> rows = new ArrayList<>();
    for (Problem error : errors) {
      ErrorClass known = catalogue.classify(error.message());
      rows.add(
          List.of(
              error.at() == null ? "" : error.at().toString(),
              String.valueOf(error.line()),
              error.level().jsonName(),
              known.category().jsonName(),
              error.message(),
              known.cause(),
              known.advice()));
    }
    Csv.print(context.out(), COLUMNS, rows);
  }

  private static void print(CliContext context, LogInput input, List<Problem> errors) {
    if (errors.isEmpty()) {
      context.say("errors.none");
      return;
    }
    ErrorCatalogue catalogue = ErrorCatalogue.in(context.texts().language().code());
    boolean first = true;
    for (ProblemGroups.Group group : ProblemGroups.of(errors, catalogue)) {
      if (!first) {
        context.out().println();
      }
      first = false;
      group(context, input, group);
    }
  }

  private static void group(CliContext context, LogInput input, ProblemGroups.Group group) {
    Problem last = group.last();
    ErrorClass known = group.known();
    Style style = group.isHarmless() ? Style.CAREFUL : Style.BAD;
    context
        .out()
        .println(
            context.styled(style, "[" + known.category().jsonName() + "]")
                + " "
                + SafeText.line(last.message()));
    context
        .out()
        .println(
            Labels.line(
                context,
                "label.evidence",
                group.seen(context, input.zone())
                    + (group.isHarmless() ? " " + context.text("analyze.harmless") : "")));
    context.out().println(Labels.line(context, "label.cause", known.cause()));
    context.out().println(Labels.line(context, "label.advice", known.advice()));
    if (known.link() != null) {
      context.out().println(Labels.line(context, "errors.label.link", known.link()));
    }
  }
}
