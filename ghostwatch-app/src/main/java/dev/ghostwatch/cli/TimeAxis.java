package dev.ghostwatch.cli;

import dev.ghostwatch.text.Figures;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time since the start of a run, drawn from left to right; the same for all its charts. */
final class TimeAxis {
  static final int WIDTH = 960;
  static final int LEFT = 72;
  static final int RIGHT = WIDTH - 12;

  private static final int MARKS = 8;
  private static final long[] STEPS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200
  };
  private static final long DAY = 86_400;

  private final @Nullable Instant start;
  private final double seconds;

  TimeAxis(@Nullable Instant start, long seconds) {
    this.start = start;
    this.seconds = Math.max(1, seconds);
  }

  /** Where a time since the start is drawn. */
  double x(double second) {
    return LEFT + Math.clamp(second / seconds, 0, 1) * (RIGHT - LEFT);
  }

  /** Where a moment is drawn; not a number when it is not known. */
  double x(@Nullable Instant at) {
    return at == null || start == null
        ? Double.NaN
        : x(Duration.between(start, at).toMillis() / 1000.0);
  }

  /** Seconds between two marks. */
  private long step() {
    for (long step : STEPS) {
      if (seconds / step <= MARKS) {
        return step;
      }
    }
    return Math.ceilDiv(Math.ceilDiv((long) seconds, MARKS), DAY) * DAY;
  }

  /** Marks with their times between two heights. */
  void draw(Html html, double top, double bottom) {
    long step = step();
    StringBuilder lines = new StringBuilder();
    for (long second = 0; second <= seconds; second += step) {
      lines.append('M').append(place(x((double) second))).append(' ').append(place(top));
      lines.append('V').append(place(bottom));
    }
    html.raw("<path class=\"grid\" d=\"" + lines + "\"/>");
    for (long second = 0; second <= seconds; second += step) {
      double x = x((double) second);
      String anchor = second == 0 ? "start" : x > RIGHT - 20 ? "end" : "middle";
      html.raw("<text x=\"" + place(x) + "\" y=\"" + place(bottom + 14) + "\" text-anchor=\"")
          .raw(anchor)
          .raw("\">")
          .text(label(second))
          .raw("</text>");
    }
  }

  /** {@code 1m} rather than {@code 1m0s}. */
  private static String label(long second) {
    String label = Figures.duration(Duration.ofSeconds(second));
    String whole = label.replaceFirst("(?<=m)0s$", "").replaceFirst("(?<=h)0m$", "");
    return whole.replaceFirst("(?<=d)0h$", "");
  }

  static String place(double value) {
    String text = String.valueOf(Math.round(value * 10) / 10.0);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
