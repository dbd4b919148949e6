package dev.ghostwatch.config.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * All time intervals there are.
 *
 * @param all several may have one name
 */
public record TimeIntervals(List<TimeInterval> all) {
  public static final TimeIntervals NONE = new TimeIntervals(List.of());

  public TimeIntervals {
    all = List.copyOf(all);
  }

  /** Whether a moment lies in one with one of these names. */
  public boolean isIn(Collection<String> names, Instant now) {
    return all.stream()
        .anyMatch(interval -> names.contains(interval.name()) && interval.contains(now));
  }
}
