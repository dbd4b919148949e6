package dev.ghostwatch.cli;

import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.log.ThrottleInterval;
import java.util.EnumMap;
import java.util.Map;

/**
 * When a run was throttled and for what, as one path a reason: however many the intervals, there
 * are no more bands than a screen can show.
 */
final class ThrottleBands {
  private static final int COLUMNS = 600;

  /** For each column the reason that begins in it or goes on; null where there was none. */
  private final ThrottleReason.Kind[] kinds = new ThrottleReason.Kind[COLUMNS];

  ThrottleBands(RunAnalysis run, TimeAxis axis) {
    for (ThrottleInterval interval : run.throttling().intervals().kept()) {
      double from = axis.x(interval.from());
      if (!Double.isNaN(from)) {
        double to = axis.x(interval.to());
        int first = column(from);
        int last = Math.max(first, column(Double.isNaN(to) ? from : to) - 1);
        for (int i = first; i <= last; i++) {
          kinds[i] = interval.kind();
        }
      }
    }
  }

  private static int column(double x) {
    double share = (x - TimeAxis.LEFT) / (TimeAxis.RIGHT - TimeAxis.LEFT);
    return (int) Math.clamp(share * COLUMNS, 0, COLUMNS - 1);
  }

  private static double x(int column) {
    return TimeAxis.LEFT + (double) column / COLUMNS * (TimeAxis.RIGHT - TimeAxis.LEFT);
  }

  /**
   * @param css {@code band} or {@code solid}
   */
  void draw(Html html, String css, double top, double bottom) {
    Map<ThrottleReason.Kind, StringBuilder> paths = new EnumMap<>(ThrottleReason.Kind.class);
    for (int i = 0; i < COLUMNS; i++) {
      ThrottleReason.Kind kind = kinds[i];
      int from = i;
      while (kind != null && i + 1 < COLUMNS && kinds[i + 1] == kind) {
        i++;
      }
      if (kind != null) {
        paths
            .computeIfAbsent(kind, _ -> new StringBuilder())
            .append('M')
            .append(TimeAxis.place(x(from)))
            .append(' ')
            .append(TimeAxis.place(top))
            .append('H')
            .append(TimeAxis.place(x(i + 1)))
            .append('V')
            .append(TimeAxis.place(bottom))
            .append('H')
            .append(TimeAxis.place(x(from)))
            .append('z');
      }
    }
    paths.forEach((kind, path) ->
        html.raw("<path class=\"" + css + " c-" + kind.jsonName() + "\" d=\"" + path + "\"><title>")
            .text(kind.jsonName())
            .raw("</title></path>"));
  }
}
