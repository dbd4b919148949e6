package dev.ghostwatch.insight;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.text.Figures;
import org.jspecify.annotations.Nullable;

/**
 * Whether gh-ost's estimate of the rows can be set against the rows it has copied. Where it is
 * wrong "99,000 of 1" and "9900000 %" say nothing, nor do the "100 %" of a table estimated as empty
 * (MySQL 9 with its default explain_format).
 */
public final class RowEstimate {
  /** Statistics are off by some tens of percent all the time; by more they name another table. */
  private static final long FAR = 2;

  private RowEstimate() {}

  /** Whether far more rows were copied than were estimated; false when one is not known. */
  public static boolean isWrong(@Nullable Long copied, @Nullable Long estimate) {
    return wrong(copied, estimate) != null;
  }

  public static boolean isWrong(StatusLine line) {
    return isWrong(line.rowsCopied(), line.rowsEstimate());
  }

  /** The words for an estimate that is wrong; null for one that is not. */
  public static @Nullable Phrase wrong(@Nullable Long copied, @Nullable Long estimate) {
    return copied == null || estimate == null || copied == 0 || copied <= FAR * estimate
        ? null
        : Phrase.of("rows.estimateWrong", Figures.grouped(copied), Figures.grouped(estimate));
  }

  public static @Nullable Phrase wrong(StatusLine line) {
    return wrong(line.rowsCopied(), line.rowsEstimate());
  }
}
