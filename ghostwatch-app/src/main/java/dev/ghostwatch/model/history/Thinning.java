package dev.ghostwatch.model.history;

import java.util.List;

/** How many values of a figure become one, so that what matters of them survives. */
public enum Thinning {
  /** Goes up and down: mean, least and greatest are kept. */
  GAUGE(List.of(Statistic.AVERAGE, Statistic.LEAST, Statistic.GREATEST)),
  /** Only grows, or is set by people: the last value tells all. */
  LAST(List.of(Statistic.LAST)),
  /** A code: the last is kept, and the greatest, codes being ordered by how notable they are. */
  CODE(List.of(Statistic.LAST, Statistic.GREATEST));

  @SuppressWarnings("ImmutableEnumChecker") // List.of gives one that cannot change
  private final List<Statistic> statistics;

  Thinning(List<Statistic> statistics) {
    this.statistics = statistics;
  }

  /** What is kept of many values. */
  public List<Statistic> statistics() {
    return statistics;
  }
}
