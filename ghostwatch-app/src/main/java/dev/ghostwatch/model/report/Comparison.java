package dev.ghostwatch.model.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run beside others.
 *
 * @param run the run
 * @param references the reference table, with what it makes of this run
 * @param table beside earlier runs of the same table; null when there are none
 * @param server beside earlier runs of the same server; null when there are none
 * @param differences what differs from the earlier runs of the table, or of the server when there
 *     are none of the table
 */
public record Comparison(
    RunFacts run,
    List<Reference> references,
    @Nullable Standing table,
    @Nullable Standing server,
    List<Difference> differences) {
  public Comparison {
    references = List.copyOf(references);
    differences = List.copyOf(differences);
  }

  /**
   * A line of the reference table.
   *
   * @param hardware cores, memory and disk
   * @param rows of the table there
   * @param rowsPerSecond and how fast it was copied
   * @param hours and how long that took
   * @param ratio this run's speed over that; null when not known
   * @param expectedSeconds how long this run's rows would take at that speed; null likewise
   * @param nearest whether its table is the nearest in size
   */
  public record Reference(
      String hardware,
      long rows,
      double rowsPerSecond,
      double hours,
      @Nullable Double ratio,
      @Nullable Double expectedSeconds,
      boolean nearest) {}

  /**
   * A run among earlier ones that succeeded.
   *
   * @param runs how many
   * @param p10 rows a second that a tenth of them did not exceed, likewise the others
   * @param slower how many of them were slower than this run
   * @param ratio this run's speed over the median; null when it has none
   */
  public record Standing(
      int runs,
      double p10,
      double p50,
      double p90,
      double medianSeconds,
      int slower,
      @Nullable Double ratio) {}

  /**
   * Something that differs notably.
   *
   * @param here of this run
   * @param usual median of the earlier runs
   */
  public record Difference(Measure measure, double here, double usual) {}
}
