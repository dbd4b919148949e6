package dev.ghostwatch.insight.timelost;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Arithmetic of stretches of time. */
final class Stretches {
  private Stretches() {}

  /** The same in their order and without overlaps: what begins first keeps its time. */
  static List<KnownStretch> apart(List<KnownStretch> stretches) {
    List<KnownStretch> sorted = new ArrayList<>(stretches);
    sorted.sort(Comparator.comparing(KnownStretch::from));
    List<KnownStretch> apart = new ArrayList<>();
    Instant free = Instant.MIN;
    for (KnownStretch it : sorted) {
      Instant from = it.from().isAfter(free) ? it.from() : free;
      if (from.isBefore(it.to())) {
        apart.add(new KnownStretch(from, it.to(), it.cause()));
        free = it.to();
      }
    }
    return List.copyOf(apart);
  }

  /** How many milliseconds between two moments lie in these stretches. */
  static long covered(List<KnownStretch> apart, long from, long to) {
    long sum = 0;
    for (KnownStretch it : apart) {
      sum +=
          Math.max(
              0, Math.min(to, it.to().toEpochMilli()) - Math.max(from, it.from().toEpochMilli()));
    }
    return sum;
  }
}
