package dev.ghostwatch.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ghostwatch.source.mysql.KeyCells.Seen;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How far a copy is by its key, from what is found of each cell. */
class KeyCellsTest {
  private final TreeSet<Long> original = new TreeSet<>();
  private final TreeSet<Long> ghost = new TreeSet<>();

  private void rows(long from, long to) {
    for (long key = from; key <= to; key++) {
      original.add(key);
    }
  }

  private void copied(long to) {
    ghost.addAll(original.headSet(to, true));
  }

  /** Looks as the statement does. */
  private @Nullable Double ratio(long high) {
    KeyCells cells = new KeyCells(BigDecimal.valueOf(original.first()), BigDecimal.valueOf(high));
    List<BigDecimal> borders = cells.borders();
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i + 1 < borders.size(); i++) {
      Long first = original.ceiling(borders.get(i).longValue());
      Long last = original.lower(borders.get(i + 1).longValue());
      Long highest = ghost.lower(borders.get(i + 1).longValue());
      seen.add(
          new Seen(
              first == null ? null : BigDecimal.valueOf(first),
              last == null || last < borders.get(i).longValue() ? null : BigDecimal.valueOf(last),
              first != null && ghost.contains(first),
              highest == null || highest < borders.get(i).longValue()
                  ? null
                  : BigDecimal.valueOf(highest)));
    }
    return cells.ratio(seen);
  }

  @Test
  void aCopyIsAsFarAsItsHighestKey() {
    rows(1, 100_000);
    assertThat(ratio(100_000)).isZero();
    copied(41_234);
    assertThat(ratio(100_000)).isCloseTo(0.41234, within(0.001));
    copied(100_000);
    assertThat(ratio(100_000)).isEqualTo(1.0);
  }

  @Test
  void rowsInsertedSinceTheStartAreNotProgress() {
    rows(1, 100_000);
    copied(30_000);
    rows(100_001, 120_000);
    ghost.addAll(original.tailSet(100_001L));
    assertThat(ratio(100_000)).isCloseTo(0.3, within(0.001));
    // Nor where the largest key of the start is not known.
    assertThat(ratio(120_000)).isCloseTo(0.25, within(0.001));
  }

  @Test
  void stretchesWithoutRowsDoNotCount() {
    rows(1, 20_000);
    rows(80_001, 100_000);
    copied(20_000);
    assertThat(ratio(100_000)).isCloseTo(0.5, within(0.02));
    copied(90_000);
    assertThat(ratio(100_000)).isCloseTo(0.75, within(0.02));
  }

  @Test
  void aTableOfOneRowIsCopiedOrNot() {
    rows(7, 7);
    assertThat(ratio(7)).isZero();
    copied(7);
    assertThat(ratio(7)).isEqualTo(1.0);
  }
}
