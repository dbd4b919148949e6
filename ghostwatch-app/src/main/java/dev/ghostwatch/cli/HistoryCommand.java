package dev.ghostwatch.cli;

import dev.ghostwatch.document.HistoryDocument;
import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.history.PastRun;
import dev.ghostwatch.history.RunFilter;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.history.csv.ClassicCsv;
import dev.ghostwatch.insight.RowEstimate;
import dev.ghostwatch.model.UtcTime;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.text.Figures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch history}: the migrations that the agent has seen, a row each. */
final class HistoryCommand implements CliCommand {
  private static final String UNKNOWN = "-";
  private static final int DEFAULT_LIMIT = 50;
  private static final int MOST = 100_000;
  private static final List<String> COLUMNS =
      List.of("ID", "STATE", "STARTED", "ENDED", "TOOK", "ROWS", "PROGRESS");

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    declare.flag(spec, "--running");
    declare.flag(spec, "--ended");
    declare.value(spec, "DURATION", "--since");
    declare.value(spec, "N", "--limit");
    StoreOption.declare(spec, declare);
    OutputFormat.declare(spec, declare);
    declare.words(spec, "MIGRATION", "0..1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException {
    Listing listing = Listing.of(arguments, context);
    RunFilter filter = filter(arguments, context);
    HistoryReader reader = StoreOption.open(arguments, context);
    List<PastRun> runs;
    try {
      runs = reader.runs(filter);
    } catch (StoreException e) {
      throw StoreOption.failure(e, context);
    }
    return listing.print(
        runs,
        new Listing.Plain<>(
            (json, run) -> HistoryDocument.run(json, run.row(), run.last()),
            COLUMNS,
            HistoryCommand::plainRow),
        () ->
            Listing.table(
                context,
                COLUMNS,
                runs.stream().map(run -> row(context, run)).toList(),
                "history.nothing"));
  }

  private static RunFilter filter(ParseResult arguments, CliContext context) throws CommandFailure {
    boolean running = Options.flag(arguments, "--running");
    boolean ended = Options.flag(arguments, "--ended");
    String since = Options.value(arguments, "--since");
    Instant from =
        since == null
            ? null
            : context
                .clock()
                .instant()
                .minus(
                    Options.duration(
                        arguments, "--since", Duration.ZERO, Duration.ofSeconds(1), context));
    return new RunFilter(
        running == ended ? null : running,
        Options.word(arguments),
        from,
        limit(arguments, context));
  }

  private static int limit(ParseResult arguments, CliContext context) throws CommandFailure {
    String text = Options.value(arguments, "--limit");
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    if (text.matches("[0-9]{1,6}")
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= MOST) {
      return Integer.parseInt(text);
    }
    throw new CommandFailure(
        ExitCode.USAGE, context.text("history.limit", SafeText.line(text), String.valueOf(MOST)));
  }

  private static List<String> row(CliContext context, PastRun run) {
    MigrationRow row = run.row();
    Double seconds = HistoryDocument.duration(row, run.last());
    Double copied = run.last() == null ? null : run.last().get(Column.ROWS_COPIED);
    Double percent = run.last() == null ? null : run.last().get(Column.PERCENT);
    return List.of(
        row.id(),
        context.text("lifecycle." + row.lifecycle().jsonName()),
        Figures.time(row.startedAt(), context.zone()),
        time(row.endedAt(), context),
        seconds == null ? UNKNOWN : Figures.duration(Duration.ofSeconds(Math.round(seconds))),
        copied == null ? UNKNOWN : Figures.grouped(Math.round(copied)),
        percent == null || hasWrongEstimate(run) ? UNKNOWN : Figures.decimal(percent, 1) + "%");
  }

  /** Percents of such an estimate say nothing. */
  private static boolean hasWrongEstimate(PastRun run) {
    Double copied = run.last() == null ? null : run.last().get(Column.ROWS_COPIED);
    Double estimate = run.last() == null ? null : run.last().get(Column.ROWS_ESTIMATE);
    return copied != null
        && estimate != null
        && RowEstimate.isWrong(Math.round(copied), Math.round(estimate));
  }

  private static String time(@Nullable Instant time, CliContext context) {
    return time == null ? UNKNOWN : Figures.time(time, context.zone());
  }

  /** For programs: the same in every language. */
  private static List<String> plainRow(PastRun run) {
    MigrationRow row = run.row();
    Double seconds = HistoryDocument.duration(row, run.last());
    return List.of(
        row.id(),
        row.lifecycle().jsonName(),
        UtcTime.rfc3339(row.startedAt()),
        row.endedAt() == null ? "" : UtcTime.rfc3339(row.endedAt()),
        seconds == null ? "" : String.valueOf(seconds),
        run.last() == null ? "" : ClassicCsv.figure(run.last(), Column.ROWS_COPIED),
        run.last() == null ? "" : ClassicCsv.percent(run.last()));
  }
}
