package dev.ghostwatch.insight.timelost;

import dev.ghostwatch.model.timelost.TimeCause;
import dev.ghostwatch.model.timelost.TimeCause.Stage;
import dev.ghostwatch.model.timelost.TimeShare;
import dev.ghostwatch.model.timelost.TimeSpent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Milliseconds by cause. */
final class Sums {
  private final Map<TimeCause, Double> millis = new LinkedHashMap<>();

  Sums() {}

  Sums(Sums other) {
    millis.putAll(other.millis);
  }

  void add(TimeCause cause, double more) {
    if (more > 0) {
      millis.merge(cause, more, Double::sum);
    }
  }

  /** Time of copying, of which the nice ratio slept a part. */
  void copying(double more, double niceRatio) {
    add(Stage.COPYING, more / (1 + niceRatio));
    add(Stage.SLEEPING, more - more / (1 + niceRatio));
  }

  TimeSpent spent(double all, @Nullable Double niceRatio) {
    List<TimeShare> shares = new ArrayList<>();
    for (TimeCause cause : TimeCause.all()) {
      Double took = millis.get(cause);
      if (took != null) {
        shares.add(new TimeShare(cause, took / 1000));
      }
    }
    // The sort is stable: what costs the same stays in the order of the causes.
    shares.sort(Comparator.comparingDouble(TimeShare::seconds).reversed());
    return new TimeSpent(all / 1000, shares, niceRatio, Wins.of(shares, niceRatio));
  }
}
