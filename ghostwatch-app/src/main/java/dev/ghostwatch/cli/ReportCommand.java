package dev.ghostwatch.cli;

import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.document.ReportDocument;
import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.insight.log.ErrorCatalogue;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.report.RunReport;
import dev.ghostwatch.report.LogReports;
import dev.ghostwatch.report.Reports;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch report}: one page about one run, from the history or from a log. */
final class ReportCommand implements CliCommand {
  private enum Format {
    TEXT,
    MARKDOWN,
    HTML,
    JSON
  }

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    declare.value(spec, "FORMAT", "-o", "--output");
    declare.flag(spec, "--json");
    declare.values(spec, "LOG", "--log");
    declare.value(spec, "ZONE", "--timezone");
    StoreOption.declare(spec, declare);
    declare.words(spec, "MIGRATION", "0..1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    Format format = format(arguments, context);
    String name = Options.word(arguments);
    List<String> logs = Options.values(arguments, "--log");
    if ((name == null) == logs.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, context.text("report.which"));
    }
    ZoneId zone = LogInput.zone(arguments, context);
    RunReport report =
        name == null
            ? LogReports.of(
                LogInput.read(logs, zone, true, context).analysis().last(),
                context.clock().instant())
            : stored(name, arguments, context);
    switch (format) {
      case JSON -> json(report, context);
      case TEXT ->
          new ReportText(context)
              .of(new ReportContent(context, zone, report))
              .forEach(context.out()::println);
      case MARKDOWN ->
          context
              .out()
              .print(new ReportMarkdown(context).of(new ReportContent(context, zone, report)));
      case HTML ->
          context
              .out()
              .print(
                  new ReportPage(context, zone, report)
                      .of(new ReportContent(context, zone, report)));
    }
    return ExitCode.OK;
  }

  private static Format format(ParseResult arguments, CliContext context) throws CommandFailure {
    String name = Options.value(arguments, "--output");
    if (name == null) {
      return Options.flag(arguments, "--json") ? Format.JSON : Format.TEXT;
    }
    Format format = named(name);
    if (format == null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          context.text("error.format", SafeText.line(name), "html, json, markdown, text"));
    }
    return format;
  }

  private static @Nullable Format named(String name) {
    return switch (name) {
      case "text", "table" -> Format.TEXT;
      case "markdown", "md" -> Format.MARKDOWN;
      case "html" -> Format.HTML;
      case "json" -> Format.JSON;
      default -> null;
    };
  }

  private static RunReport stored(String name, ParseResult arguments, CliContext context)
      throws CommandFailure {
    HistoryReader reader = StoreOption.open(arguments, context);
    try {
      MigrationRow row = RunChoice.latest(reader, name, context);
      return new Reports(reader, context.clock().instant()).report(row);
    } catch (StoreException e) {
      throw StoreOption.failure(e, context);
    }
  }

  private static void json(RunReport report, CliContext context) throws IOException {
    ReportDocument document =
        new ReportDocument(
            ErrorCatalogue.in("en")::classify, new MigrationDocument(() -> Texts.of(Language.EN)));
    try (OutputStream out = new BufferedOutputStream(new Unclosed(context.out()), 1 << 16)) {
      Documents.object(out, Documents.Format.JSON, json -> document.write(json, report));
    }
  }
}
