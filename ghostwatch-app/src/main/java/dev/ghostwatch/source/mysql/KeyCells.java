package dev.ghostwatch.source.mysql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The range of a key cut into cells of equal width, and how far a copy is that goes through them
 * from the first to the last.
 *
 * <p>The highest key in the ghost table does not tell by itself: rows that were inserted since the
 * start are in the ghost table too, most often with the highest keys. So the first row of each cell
 * is looked for there, and the copy has come as far as the first cell whose first row is missing.
 */
final class KeyCells {
  /** Cells of 1/64, so that a row inserted in between spoils no more than 1.6 %. */
  static final int CELLS = 64;

  private final BigDecimal low;
  private final BigDecimal high;
  private final BigDecimal width;

  /**
   * What was seen of one cell.
   *
   * @param first place of the first row from the cell's beginning on, in the original; null when
   *     there is none
   * @param last place of the last row of the cell, in the original; null when there is none
   * @param copied whether the ghost table has that row
   * @param highest place of the highest row that the ghost table has in the cell; null when none
   */
  record Seen(
      @Nullable BigDecimal first,
      @Nullable BigDecimal last,
      boolean copied,
      @Nullable BigDecimal highest) {}

  /**
   * @param low place of the smallest key
   * @param high place of the largest
   */
  KeyCells(BigDecimal low, BigDecimal high) {
    this.low = low;
    this.high = high;
    this.width =
        high.subtract(low).divide(BigDecimal.valueOf(CELLS), MathContext.DECIMAL64).max(min());
  }

  private static BigDecimal min() {
    return BigDecimal.ONE;
  }

  /** Where the cells begin, and where the last one ends: whole places, each once. */
  List<BigDecimal> borders() {
    List<BigDecimal> borders = new ArrayList<>();
    for (int i = 0; i < CELLS; i++) {
      BigDecimal border =
          low.add(width.multiply(BigDecimal.valueOf(i))).setScale(0, RoundingMode.FLOOR);
      if (border.compareTo(high) > 0) {
        break;
      }
      borders.add(border);
    }
    borders.add(high.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE));
    return borders;
  }

  /**
   * How much of the range is copied, 0–1; null when the range has no row.
   *
   * @param cells what was seen of each cell, in order
   */
  @Nullable Double ratio(List<Seen> cells) {
    List<BigDecimal> borders = borders();
    double all = 0;
    double copied = 0;
    boolean reached = true;
    for (int i = 0; i < cells.size(); i++) {
      Seen seen = cells.get(i);
      BigDecimal end = borders.get(i + 1);
      BigDecimal first = seen.first();
      if (first == null || first.compareTo(end) >= 0) {
        continue;
      }
      // Beside them it is empty: keys that were never used, or rows deleted.
      BigDecimal last = seen.last() == null ? first : seen.last().max(first);
      double filled = last.subtract(first).add(BigDecimal.ONE).doubleValue();
      all += filled;
      reached &= seen.copied();
      if (reached) {
        boolean goesOn = isCopied(cells, i + 1, borders);
        BigDecimal highest = seen.highest();
        copied +=
            goesOn
                ? filled
                : highest == null
                    ? 0
                    : Math.min(filled, highest.subtract(first).add(BigDecimal.ONE).doubleValue());
      }
    }
    return all <= 0 ? null : Double.valueOf(Math.clamp(copied / all, 0, 1));
  }

  /** Whether the copy has reached the next cell that has rows at all. */
  private static boolean isCopied(List<Seen> cells, int from, List<BigDecimal> borders) {
    for (int i = from; i < cells.size(); i++) {
      BigDecimal first = cells.get(i).first();
      if (first != null && first.compareTo(borders.get(i + 1)) < 0) {
        return cells.get(i).copied();
      }
    }
    return false;
  }
}
