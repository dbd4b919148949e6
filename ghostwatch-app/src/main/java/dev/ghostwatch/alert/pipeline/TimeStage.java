package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.pipeline.Passage.Held;
import dev.ghostwatch.config.alert.TimeIntervals;
import java.util.List;

/**
 * Holds all alerts back at times at which their route tells nothing.
 *
 * @param intervals the times that routes name
 */
record TimeStage(TimeIntervals intervals) implements Stage {
  @Override
  public Passage pass(Passage passage) {
    RouteOptions options = passage.options();
    if (!options.activeIntervals().isEmpty()
        && !intervals.isIn(options.activeIntervals(), passage.now())) {
      return all(passage, HoldReason.OUTSIDE_ACTIVE_TIME, options.activeIntervals());
    }
    if (intervals.isIn(options.muteIntervals(), passage.now())) {
      return all(passage, HoldReason.MUTE_TIME, options.muteIntervals());
    }
    return passage;
  }

  private static Passage all(Passage passage, HoldReason why, List<String> by) {
    return passage.holding(
        passage.alerts().stream().map(alert -> new Held(alert, why, by)).toList());
  }
}
