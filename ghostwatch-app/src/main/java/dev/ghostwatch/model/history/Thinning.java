package dev.ghostwatch.model.history;

import java.util.List;

/** How many values of a figure become one, so that what matters of them survives. */
public enum Thinning {
  /** Goes up and down: mean, least and greatest are kept. */
  GAUGE,
  /** Only grows, or is set by people: the last value tells all. */
  LAST,
  /** A code: the last is kept, and the greatest, codes being ordered by how notable they are. */
  CODE;

  private static final List<Statistic> OF_GAUGE =
      List.of(Statistic.AVERAGE, Statistic.LEAST, Statistic.GREATEST);
  private static final List<Statistic> OF_LAST = List.of(Statistic.LAST);
  private static final List<Statistic> OF_CODE = List.of(Statistic.LAST, Statistic.GREATEST);

  /** What is kept of many values. */
  public List<Statistic> statistics() {
    return switch (this) {
      case GAUGE -> OF_GAUGE;
      case LAST -> OF_LAST;
      case CODE -> OF_CODE;
    };
  }
}
