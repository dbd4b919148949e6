package dev.ghostwatch.control;

import dev.ghostwatch.client.status.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps by which a migration is made slower or faster, with the figures that DBAs use with
 * gh-ost (classic toolkit T12, T15, T24).
 */
public final class SpeedLadder {
  /**
   * A pair of settings.
   *
   * @param chunkSize rows copied at a time
   * @param niceRatio time slept for each unit of time spent copying
   */
  public record Step(long chunkSize, double niceRatio) {}

  private static final List<Step> SLOWER = List.of(new Step(500, 1.0), new Step(200, 2.0));
  private static final List<Step> FASTER = List.of(new Step(1000, 0.0), new Step(2000, 0.0));

  private SpeedLadder() {}

  /**
   * The next slower step: never a larger chunk or a smaller nice-ratio than now. Null when the
   * slowest is reached.
   */
  public static @Nullable Step slower(@Nullable Settings now) {
    return slower(chunkSize(now), niceRatio(now));
  }

  /** The same from the two values. */
  public static @Nullable Step slower(long chunk, double nice) {
    for (Step step : SLOWER) {
      if (chunk > step.chunkSize() || nice < step.niceRatio()) {
        return new Step(Math.min(chunk, step.chunkSize()), Math.max(nice, step.niceRatio()));
      }
    }
    return null;
  }

  /**
   * The next faster step: never a smaller chunk or a larger nice-ratio than now. Null when the
   * fastest is reached.
   */
  public static @Nullable Step faster(@Nullable Settings now) {
    long chunk = chunkSize(now);
    double nice = niceRatio(now);
    for (Step step : FASTER) {
      if (chunk < step.chunkSize() || nice > step.niceRatio()) {
        return new Step(Math.max(chunk, step.chunkSize()), Math.min(nice, step.niceRatio()));
      }
    }
    return null;
  }

  private static long chunkSize(@Nullable Settings now) {
    return now == null || now.chunkSize() == null ? 1000 : now.chunkSize();
  }

  private static double niceRatio(@Nullable Settings now) {
    return now == null || now.niceRatio() == null ? 0 : now.niceRatio();
  }
}
