package dev.ghostwatch.alert.silence;

import dev.ghostwatch.config.alert.TimeIntervals;
import dev.ghostwatch.config.alert.WindowConfig;
import java.time.Instant;
import java.util.List;

/**
 * The maintenance windows of the configuration.
 *
 * @param all what is silent, and when by name
 * @param intervals the times that they name
 */
public record Windows(List<WindowConfig> all, TimeIntervals intervals) {
  /** What their ids begin with. */
  public static final String PREFIX = "window:";

  public static final Windows NONE = new Windows(List.of(), TimeIntervals.NONE);

  public Windows {
    all = List.copyOf(all);
  }

  boolean isOpen(WindowConfig window, Instant now) {
    return intervals.isIn(window.during(), now);
  }

  static String id(WindowConfig window) {
    return PREFIX + window.name();
  }
}
