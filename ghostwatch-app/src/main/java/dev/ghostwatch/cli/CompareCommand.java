package dev.ghostwatch.cli;

import dev.ghostwatch.document.RunDocument;
import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.model.report.Comparison;
import dev.ghostwatch.model.report.Comparison.Reference;
import dev.ghostwatch.model.report.Comparison.Standing;
import dev.ghostwatch.model.report.Measure;
import dev.ghostwatch.model.report.RunFacts;
import dev.ghostwatch.report.Reports;
import dev.ghostwatch.terminal.Table;
import dev.ghostwatch.text.Figures;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch compare}: runs beside the reference table, earlier runs and each other. */
final class CompareCommand implements CliCommand {
  private static final String UNKNOWN = "-";

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    StoreOption.declare(spec, declare);
    OutputFormat.declare(spec, declare);
    declare.words(spec, "MIGRATION", "1..*");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException {
    Listing listing = Listing.of(arguments, context);
    HistoryReader reader = StoreOption.open(arguments, context);
    List<Comparison> comparisons = new ArrayList<>();
    try {
      Reports reports = new Reports(reader, context.clock().instant());
      for (String name : Options.words(arguments)) {
        comparisons.add(reports.compare(RunChoice.latest(reader, name, context)));
      }
    } catch (StoreException e) {
      throw StoreOption.failure(e, context);
    }
    return listing.print(
        comparisons,
        new Listing.Plain<>(
            (json, it) -> {
              json.object("run", () -> RunDocument.facts(json, it.run()));
              RunDocument.comparison(json, it);
            },
            header(),
            CompareCommand::plainRow),
        () -> print(context, comparisons));
  }

  private static void print(CliContext context, List<Comparison> comparisons) {
    Table table =
        new Table(
            "ID",
            "STATE",
            "ROWS",
            "TOOK",
            "ROWS/S",
            "THROTTLED",
            "CHUNK",
            "NICE",
            "ROW",
            "DML/S",
            "LOAD");
    for (Comparison comparison : comparisons) {
      RunFacts run = comparison.run();
      table.row(
          String.valueOf(run.id()),
          context.text("lifecycle." + run.lifecycle().jsonName()),
          run.rows() == null ? UNKNOWN : Figures.grouped(run.rows()),
          Figures.duration(Duration.ofSeconds(Math.round(run.seconds()))),
          run.rowsPerSecond() == null ? UNKNOWN : Figures.rate(run.rowsPerSecond()),
          value(run, Measure.THROTTLED_PERCENT),
          value(run, Measure.CHUNK_SIZE),
          value(run, Measure.NICE_RATIO),
          value(run, Measure.ROW_BYTES),
          value(run, Measure.DML_PER_SECOND),
          value(run, Measure.LOAD_AVERAGE));
    }
    Listing.lines(context, table.lines());
    for (Comparison comparison : comparisons) {
      ReportSection section =
          new ReportSection(
              String.valueOf(comparison.run().id()), new ComparisonBlocks(context).of(comparison));
      context.out().println();
      new ReportText(context).of(List.of(section)).forEach(context.out()::println);
    }
  }

  private static String value(RunFacts run, Measure measure) {
    return ComparisonBlocks.value(measure, run.measures().get(measure));
  }

  // --- for programs: the same in every language

  private static List<String> header() {
    List<String> names =
        new ArrayList<>(
            List.of("id", "table", "server", "lifecycle", "duration_seconds", "rows_per_second"));
    for (Measure measure : Measure.values()) {
      names.add(measure.jsonName().replace('-', '_'));
    }
    names.addAll(
        List.of(
            "reference_hardware",
            "reference_ratio",
            "table_runs",
            "table_median_rows_per_second",
            "table_ratio",
            "table_slower",
            "server_runs",
            "server_median_rows_per_second",
            "server_ratio",
            "server_slower"));
    return names;
  }

  private static List<String> plainRow(Comparison comparison) {
    RunFacts run = comparison.run();
    List<String> cells =
        new ArrayList<>(
            List.of(
                String.valueOf(run.id()),
                run.table(),
                run.server() == null ? "" : run.server(),
                run.lifecycle().jsonName(),
                plain(run.seconds()),
                plain(run.rowsPerSecond())));
    for (Measure measure : Measure.values()) {
      cells.add(plain(run.measures().get(measure)));
    }
    Reference nearest =
        comparison.references().stream().filter(Reference::nearest).findFirst().orElse(null);
    cells.add(nearest == null ? "" : nearest.hardware());
    cells.add(nearest == null ? "" : plain(nearest.ratio()));
    standing(cells, comparison.table());
    standing(cells, comparison.server());
    return cells;
  }

  private static void standing(List<String> cells, @Nullable Standing standing) {
    cells.add(standing == null ? "0" : String.valueOf(standing.runs()));
    cells.add(standing == null ? "" : plain(standing.p50()));
    cells.add(standing == null ? "" : plain(standing.ratio()));
    cells.add(standing == null ? "" : String.valueOf(standing.slower()));
  }

  static String plain(@Nullable Double value) {
    Double rounded = RunDocument.rounded(value, 1000);
    if (rounded == null) {
      return "";
    }
    return rounded == Math.rint(rounded)
        ? String.valueOf(Math.round(rounded))
        : Figures.decimal(rounded, 3).toLowerCase(Locale.ROOT);
  }
}
