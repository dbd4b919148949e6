package dev.ghostwatch.insight.forecast;

import org.jspecify.annotations.Nullable;

/**
 * Whether events of the binary log are applied faster than they come.
 *
 * @param drains whether the backlog gets smaller; null while it is not known
 * @param seconds until nothing waits; null when it does not drain or is not known
 */
public record BacklogForecast(@Nullable Boolean drains, @Nullable Double seconds) {
  /** Below this part of the arrivals' rate a backlog stands rather than drains. */
  private static final double NOTABLE = 0.02;

  /**
   * The forecast.
   *
   * @param waiting events that wait, those not read yet included; null when not known
   * @param arriving events that come in a second; null when not known
   * @param applied events that can be applied in a second; null when not known
   */
  public static BacklogForecast of(
      @Nullable Double waiting, @Nullable Double arriving, @Nullable Double applied) {
    if (waiting != null && waiting <= 0) {
      return new BacklogForecast(true, 0.0);
    }
    if (arriving == null || applied == null) {
      return new BacklogForecast(null, null);
    }
    double net = applied - arriving;
    if (net <= NOTABLE * arriving || net <= 0) {
      return new BacklogForecast(false, null);
    }
    return new BacklogForecast(true, waiting == null ? null : Double.valueOf(waiting / net));
  }
}
