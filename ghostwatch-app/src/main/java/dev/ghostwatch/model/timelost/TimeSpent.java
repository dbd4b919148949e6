package dev.ghostwatch.model.timelost;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time of a run by cause: the shares add up to the whole.
 *
 * @param seconds from the start of the run to its end, or to now
 * @param shares each cause that took time, the costliest first
 * @param niceRatio the nice ratio as last known; null when nothing told
 * @param wins what changes would have won over this time, the greatest first
 */
public record TimeSpent(
    double seconds, List<TimeShare> shares, @Nullable Double niceRatio, List<TimeWin> wins) {
  public TimeSpent {
    shares = List.copyOf(shares);
    wins = List.copyOf(wins);
  }

  /** What a cause took, in seconds; 0 for nothing. */
  public double of(TimeCause cause) {
    return shares.stream()
        .filter(share -> share.cause().equals(cause))
        .mapToDouble(TimeShare::seconds)
        .sum();
  }

  /** What throttling took for all its reasons, in seconds. */
  public double throttled() {
    return shares.stream()
        .filter(share -> share.cause() instanceof TimeCause.Throttled)
        .mapToDouble(TimeShare::seconds)
        .sum();
  }

  /** A part of the whole, 0–1; 0 of no time. */
  public double share(double part) {
    return seconds > 0 ? part / seconds : 0;
  }
}
