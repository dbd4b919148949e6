package dev.ghostwatch.cli;

import dev.ghostwatch.document.RunDocument;
import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.model.report.TrendRow;
import dev.ghostwatch.report.Reports;
import dev.ghostwatch.terminal.Table;
import dev.ghostwatch.text.Figures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch trend}: runs over weeks, by server and by table. */
final class TrendCommand implements CliCommand {
  private static final Duration USUAL = Duration.ofDays(90);
  private static final String UNKNOWN = "-";
  private static final List<String> HEADER =
      List.of(
          "RUNS",
          "SUCCEEDED",
          "RUNNING",
          "UNKNOWN",
          "SUCCESS",
          "ROWS/S",
          "CHANGE",
          "THROTTLED",
          "CUT-OVERS",
          "RETRIES");

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    declare.value(spec, "DURATION", "--since");
    StoreOption.declare(spec, declare);
    OutputFormat.declare(spec, declare);
    declare.words(spec, "TABLE", "0..1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException {
    Listing listing = Listing.of(arguments, context);
    Duration since = Options.duration(arguments, "--since", USUAL, Duration.ofMinutes(1), context);
    HistoryReader reader = StoreOption.open(arguments, context);
    List<TrendRow> rows;
    try {
      Instant now = context.clock().instant();
      rows = new Reports(reader, now).trend(now.minus(since), Options.word(arguments));
    } catch (StoreException e) {
      throw StoreOption.failure(e, context);
    }
    return listing.print(
        rows,
        new Listing.Plain<>(RunDocument::trend, csvHeader(), TrendCommand::plainRow),
        () -> print(context, rows));
  }

  private static void print(CliContext context, List<TrendRow> rows) {
    if (rows.isEmpty()) {
      context.say("trend.nothing");
      return;
    }
    String separator = "";
    for (TrendRow.Group group : TrendRow.Group.values()) {
      Table table = new Table(header(group));
      rows.stream().filter(row -> row.group() == group).forEach(row -> table.row(cells(row)));
      context.out().print(separator);
      Listing.lines(context, table.lines());
      separator = System.lineSeparator();
    }
  }

  private static String[] header(TrendRow.Group group) {
    String first =
        switch (group) {
          case WEEK -> "WEEK OF";
          case SERVER -> "SERVER";
          case TABLE -> "TABLE";
        };
    return java.util.stream.Stream.concat(java.util.stream.Stream.of(first), HEADER.stream())
        .toArray(String[]::new);
  }

  private static String[] cells(TrendRow row) {
    return new String[] {
      name(row),
      Figures.grouped(row.runs()),
      Figures.grouped(row.succeeded()),
      Figures.grouped(row.running()),
      Figures.grouped(row.unknown()),
      row.successRate() == null ? UNKNOWN : Figures.decimal(row.successRate() * 100, 0) + "%",
      row.rowsPerSecond() == null ? UNKNOWN : Figures.rate(row.rowsPerSecond()),
      change(row.change()),
      Figures.decimal(row.throttledShare() * 100, 1) + "%",
      Figures.grouped(row.cutOverAttempts()),
      Figures.grouped(row.cutOverFailed())
    };
  }

  private static String name(TrendRow row) {
    return row.week() == null ? row.name() : Objects.toString(row.week());
  }

  private static String change(@Nullable Double change) {
    if (change == null) {
      return UNKNOWN;
    }
    String percent = Figures.decimal(change * 100, 0) + "%";
    return change > 0 ? "+" + percent : percent;
  }

  // --- for programs: the same in every language

  private static List<String> csvHeader() {
    return List.of(
        "group",
        "name",
        "runs",
        "succeeded",
        "running",
        "success_rate",
        "rows_per_second",
        "change",
        "throttled_share",
        "cut_over_attempts",
        "cut_over_failed",
        "unknown");
  }

  private static List<String> plainRow(TrendRow row) {
    return List.of(
        row.group().jsonName(),
        name(row),
        String.valueOf(row.runs()),
        String.valueOf(row.succeeded()),
        String.valueOf(row.running()),
        CompareCommand.plain(row.successRate()),
        CompareCommand.plain(row.rowsPerSecond()),
        CompareCommand.plain(row.change()),
        CompareCommand.plain(row.throttledShare()),
        String.valueOf(row.cutOverAttempts()),
        String.valueOf(row.cutOverFailed()),
        String.valueOf(row.unknown()));
  }
}
