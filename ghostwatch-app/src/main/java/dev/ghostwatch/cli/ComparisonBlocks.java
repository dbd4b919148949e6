package dev.ghostwatch.cli;

import dev.ghostwatch.cli.ReportBlock.Grid;
import dev.ghostwatch.cli.ReportBlock.Sentences;
import dev.ghostwatch.model.report.Comparison;
import dev.ghostwatch.model.report.Comparison.Difference;
import dev.ghostwatch.model.report.Comparison.Reference;
import dev.ghostwatch.model.report.Comparison.Standing;
import dev.ghostwatch.model.report.Measure;
import dev.ghostwatch.text.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A comparison in words and tables. */
final class ComparisonBlocks {
  private static final String UNKNOWN = "-";

  /** Of fewer runs percentiles would say nothing. */
  private static final int ENOUGH = 5;

  private final CliContext context;

  ComparisonBlocks(CliContext context) {
    this.context = context;
  }

  List<ReportBlock> of(Comparison comparison) {
    List<ReportBlock> blocks = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Reference line : comparison.references()) {
      rows.add(
          List.of(
              line.hardware() + (line.nearest() ? " *" : ""),
              Figures.grouped(line.rows()),
              Figures.rate(line.rowsPerSecond()),
              ratio(line.ratio()),
              line.expectedSeconds() == null ? UNKNOWN : span(line.expectedSeconds())));
    }
    List<String> sentences = new ArrayList<>();
    Double rate = comparison.run().rowsPerSecond();
    sentences.add(
        rate == null
            ? context.text("compare.noRate")
            : context.text("compare.rate", Figures.rate(rate)));
    standing(
        sentences, "compare.table", "compare.table.few", "compare.table.none", comparison.table());
    standing(
        sentences,
        "compare.server",
        "compare.server.few",
        "compare.server.none",
        comparison.server());
    blocks.add(new Sentences(sentences));
    blocks.add(new Grid(header("compare.head.reference"), rows));
    blocks.add(new Sentences(List.of(context.text("compare.nearest"))));
    if (comparison.table() != null || comparison.server() != null) {
      differences(blocks, comparison.differences());
    }
    return blocks;
  }

  private void standing(
      List<String> sentences,
      String key,
      String fewKey,
      String noneKey,
      @Nullable Standing standing) {
    if (standing == null) {
      sentences.add(context.text(noneKey));
      return;
    }
    if (standing.runs() < ENOUGH) {
      sentences.add(
          context.text(
              fewKey,
              String.valueOf(standing.runs()),
              Figures.rate(standing.p50()),
              span(standing.medianSeconds())));
    } else {
      percentiles(sentences, key, standing);
    }
    if (standing.ratio() != null) {
      sentences.add(
          context.text(
              "compare.rank",
              ratio(standing.ratio()),
              String.valueOf(standing.slower()),
              String.valueOf(standing.runs())));
    }
  }

  private void percentiles(List<String> sentences, String key, Standing standing) {
    sentences.add(
        context.text(
            key,
            String.valueOf(standing.runs()),
            Figures.rate(standing.p10()),
            Figures.rate(standing.p50()),
            Figures.rate(standing.p90()),
            span(standing.medianSeconds())));
  }

  private void differences(List<ReportBlock> blocks, List<Difference> differences) {
    if (differences.isEmpty()) {
      blocks.add(new Sentences(List.of(context.text("compare.same"))));
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (Difference it : differences) {
      rows.add(
          List.of(
              context.text("compare.measure." + it.measure().jsonName()),
              value(it.measure(), it.here()),
              value(it.measure(), it.usual())));
    }
    blocks.add(new Grid(header("compare.head.differences"), rows));
  }

  /** A measure with its unit. */
  static String value(Measure measure, @Nullable Double value) {
    if (value == null) {
      return UNKNOWN;
    }
    return switch (measure) {
      case CHUNK_SIZE, DML_BATCH_SIZE, ROWS -> Figures.grouped(Math.round(value));
      case MAX_LAG_MILLIS -> Figures.grouped(Math.round(value)) + " ms";
      case NICE_RATIO, LOAD_AVERAGE -> Figures.decimal(value, 2);
      case THROTTLED_PERCENT -> Figures.decimal(value, 1) + "%";
      case ROW_BYTES -> Figures.grouped(Math.round(value)) + " B";
      case DML_PER_SECOND, THREADS_RUNNING -> Figures.decimal(value, 1);
    };
  }

  /** {@code 1.3x}, with enough places to tell something. */
  static String ratio(@Nullable Double ratio) {
    if (ratio == null) {
      return UNKNOWN;
    }
    return Figures.decimal(ratio, ratio < 10 ? 2 : 0) + "x";
  }

  private static String span(double seconds) {
    return Figures.duration(Duration.ofSeconds(Math.round(seconds)));
  }

  private List<String> header(String key) {
    return List.of(context.text(key).split("\\|", -1));
  }
}
