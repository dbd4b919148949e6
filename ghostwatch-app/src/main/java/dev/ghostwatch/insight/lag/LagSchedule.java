package dev.ghostwatch.insight.lag;

import dev.ghostwatch.model.LagProfile;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * Which lag profile applies at which time of day.
 *
 * @param spans times of day with their profiles; of two that overlap the first counts
 */
public record LagSchedule(List<Span> spans) {
  /** No time of day has a profile of its own. */
  public static final LagSchedule NONE = new LagSchedule(List.of());

  public LagSchedule {
    spans = List.copyOf(spans);
  }

  /**
   * A time of day.
   *
   * @param from its first moment
   * @param to the first moment after it; before {@code from} it is of the next day, and the same as
   *     {@code from} makes it the whole day
   * @param profile what applies
   */
  public record Span(LocalTime from, LocalTime to, LagProfile profile) {
    boolean contains(LocalTime time) {
      boolean afterStart = !time.isBefore(from);
      boolean beforeEnd = time.isBefore(to);
      return from.isBefore(to) ? afterStart && beforeEnd : afterStart || beforeEnd;
    }
  }

  /** The profile at a time of day, if one is set for it. */
  public Optional<LagProfile> at(LocalTime time) {
    return spans.stream().filter(span -> span.contains(time)).map(Span::profile).findFirst();
  }
}
