package dev.ghostwatch.insight.compare;

import dev.ghostwatch.model.report.Comparison;
import dev.ghostwatch.model.report.Comparison.Difference;
import dev.ghostwatch.model.report.Comparison.Reference;
import dev.ghostwatch.model.report.Comparison.Standing;
import dev.ghostwatch.model.report.Measure;
import dev.ghostwatch.model.report.RunFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts a run beside the classic reference table and beside earlier runs. */
public final class Comparer {
  /** Below this part of the usual a difference of circumstances is chance. */
  private static final double NOTABLE = 0.2;

  /** Of shares of time, in points of percent. */
  private static final double NOTABLE_POINTS = 5;

  private record Line(String hardware, long rows, double rowsPerSecond, double hours) {}

  private static final List<Line> CLASSIC =
      List.of(
          new Line("8 cores, 16 GB, SSD", 10_000_000, 2_000, 1.5),
          new Line("16 cores, 32 GB, SSD", 50_000_000, 5_000, 3),
          new Line("32 cores, 64 GB, NVMe", 200_000_000, 8_000, 7));

  private Comparer() {}

  /**
   * The comparison of a run.
   *
   * @param ofTable earlier runs of its table; those that did not succeed are left out
   * @param ofServer earlier runs of its server, likewise
   */
  public static Comparison compare(RunFacts run, List<RunFacts> ofTable, List<RunFacts> ofServer) {
    List<RunFacts> table = ofTable.stream().filter(RunFacts::isComparable).toList();
    List<RunFacts> server = ofServer.stream().filter(RunFacts::isComparable).toList();
    return new Comparison(
        run,
        references(run),
        standing(run, table),
        standing(run, server),
        differences(run, table.isEmpty() ? server : table));
  }

  private static List<Reference> references(RunFacts run) {
    Long rows = run.rows();
    Double rate = run.rowsPerSecond();
    Line nearest = rows == null || rows <= 0 ? null : nearest(rows);
    return CLASSIC.stream()
        .map(line ->
            new Reference(
                line.hardware(),
                line.rows(),
                line.rowsPerSecond(),
                line.hours(),
                rate == null ? null : rate / line.rowsPerSecond(),
                rows == null ? null : rows / line.rowsPerSecond(),
                line.equals(nearest)))
        .toList();
  }

  /** By the ratio of sizes. */
  private static Line nearest(long rows) {
    Line best = CLASSIC.getFirst();
    for (Line line : CLASSIC) {
      if (distance(line, rows) < distance(best, rows)) {
        best = line;
      }
    }
    return best;
  }

  private static double distance(Line line, long rows) {
    return Math.abs(Math.log((double) line.rows() / rows));
  }

  private static @Nullable Standing standing(RunFacts run, List<RunFacts> others) {
    if (others.isEmpty()) {
      return null;
    }
    double[] rates = rates(others);
    double median = Percentile.median(rates);
    Double rate = run.rowsPerSecond();
    int slower = 0;
    for (double other : rates) {
      slower += rate != null && other < rate ? 1 : 0;
    }
    return new Standing(
        rates.length,
        Percentile.of(rates, 10),
        median,
        Percentile.of(rates, 90),
        Percentile.median(others.stream().mapToDouble(RunFacts::seconds).toArray()),
        slower,
        rate == null || median <= 0 ? null : rate / median);
  }

  private static double[] rates(List<RunFacts> runs) {
    return runs.stream()
        .map(RunFacts::rowsPerSecond)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static List<Difference> differences(RunFacts run, List<RunFacts> others) {
    List<Difference> found = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      Double here = run.measures().get(measure);
      double[] known =
          others.stream()
              .map(other -> other.measures().get(measure))
              .filter(Objects::nonNull)
              .mapToDouble(Double::doubleValue)
              .toArray();
      if (here != null && known.length > 0) {
        double usual = Percentile.median(known);
        if (isNotable(measure, here, usual)) {
          found.add(new Difference(measure, here, usual));
        }
      }
    }
    return found;
  }

  private static boolean isNotable(Measure measure, double here, double usual) {
    if (measure.isSetting()) {
      return here != usual;
    }
    return measure == Measure.THROTTLED_PERCENT
        ? Math.abs(here - usual) >= NOTABLE_POINTS
        : Math.abs(here - usual) >= NOTABLE * Math.max(Math.abs(here), Math.abs(usual))
            && here != usual;
  }
}
