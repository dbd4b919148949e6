package dev.ghostwatch.terminal.top;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The last minutes of a run, for sparklines: immutable, of bounded length. */
public final class Trail {
  /** Nothing is known yet. */
  public static final Trail EMPTY = new Trail(List.of());

  /** How far back it goes. */
  public static final Duration KEPT = Duration.ofMinutes(10);

  private static final double UNKNOWN = -1;
  private final List<Point> points;

  private Trail(List<Point> points) {
    this.points = points;
  }

  /**
   * A sample.
   *
   * @param rate rows per second, negative when not known; lag in seconds and backlog likewise
   * @param held why gh-ost held still; null when it did not
   */
  public record Point(
      Instant at, double rate, double lag, double backlog, ThrottleReason.@Nullable Kind held) {
    /** The newest sample of a picture; null when it has none. */
    public static @Nullable Point of(Snapshot snapshot) {
      StatusLine line = snapshot.line();
      if (line == null || snapshot.observedAt() == null) {
        return null;
      }
      Rates rates = snapshot.rates();
      return of(
          snapshot.observedAt(),
          rates == null ? null : rates.rowsPerSecond(),
          line.lagSeconds(),
          line.backlog() == null ? null : Double.valueOf(line.backlog()),
          line.throttle() == null ? null : line.throttle().kind());
    }

    /** With figures that may be null for not known. */
    public static Point of(
        Instant at,
        @Nullable Double rate,
        @Nullable Double lag,
        @Nullable Double backlog,
        ThrottleReason.@Nullable Kind held) {
      return new Point(at, known(rate), known(lag), known(backlog), held);
    }

    private static double known(@Nullable Double value) {
      return value == null ? UNKNOWN : Math.max(0, value);
    }
  }

  /** With more points, in order of time; what is too old is left out. */
  public Trail with(List<Point> more) {
    List<Point> all = new ArrayList<>(points);
    for (Point point : more) {
      if (all.isEmpty() || point.at().isAfter(all.getLast().at())) {
        all.add(point);
      }
    }
    return all.size() == points.size() ? this : kept(all);
  }

  /** With points from before the first, in order of time; others are left out. */
  public Trail before(List<Point> earlier) {
    if (points.isEmpty()) {
      return with(earlier);
    }
    List<Point> all = new ArrayList<>();
    for (Point point : earlier) {
      if (point.at().isBefore(points.getFirst().at())
          && (all.isEmpty() || point.at().isAfter(all.getLast().at()))) {
        all.add(point);
      }
    }
    all.addAll(points);
    return all.size() == points.size() ? this : kept(all);
  }

  private static Trail kept(List<Point> all) {
    Instant oldest = all.getLast().at().minus(KEPT);
    while (all.size() > 1 && all.get(1).at().isBefore(oldest)) {
      all.removeFirst();
    }
    return new Trail(List.copyOf(all));
  }

  /** How much of it is worth showing: one, two, five or ten minutes. */
  public Duration span(Instant now) {
    Duration known =
        points.isEmpty() ? Duration.ZERO : Duration.between(points.getFirst().at(), now);
    for (long minutes : new long[] {1, 2, 5}) {
      if (known.compareTo(Duration.ofMinutes(minutes)) <= 0) {
        return Duration.ofMinutes(minutes);
      }
    }
    return KEPT;
  }

  public double[] rates(Instant now, Duration span, int cells) {
    return values(now, span, cells, Point::rate);
  }

  public double[] lags(Instant now, Duration span, int cells) {
    return values(now, span, cells, Point::lag);
  }

  public double[] backlogs(Instant now, Duration span, int cells) {
    return values(now, span, cells, Point::backlog);
  }

  /** What held it in each stretch of time; null where nothing did or nothing is known. */
  public ThrottleReason.@Nullable Kind[] held(Instant now, Duration span, int cells) {
    @Nullable Point[] last = last(now, span, cells);
    ThrottleReason.@Nullable Kind[] held = new ThrottleReason.Kind[cells];
    for (int i = 0; i < cells; i++) {
      Point point = last[i];
      held[i] = point == null ? null : point.held();
    }
    return held;
  }

  /** The greatest value in each stretch; the value before where nothing was said since. */
  private double[] values(Instant now, Duration span, int cells, ToDoubleFunction<Point> figure) {
    double[] values = new double[cells];
    Arrays.fill(values, UNKNOWN);
    for (Point point : points) {
      int cell = cell(point, now, span, cells);
      if (cell >= 0) {
        values[cell] = Math.max(values[cell], figure.applyAsDouble(point));
      }
    }
    @Nullable Point[] last = last(now, span, cells);
    for (int i = 0; i < cells; i++) {
      Point point = last[i];
      if (values[i] < 0 && point != null) {
        values[i] = figure.applyAsDouble(point);
      }
    }
    return values;
  }

  /** The last point at the end of each stretch. */
  private @Nullable Point[] last(Instant now, Duration span, int cells) {
    @Nullable Point[] last = new Point[cells];
    @Nullable Point carried = null;
    int next = 0;
    for (int i = 0; i < cells; i++) {
      while (next < points.size() && cell(points.get(next), now, span, cells) <= i) {
        carried = points.get(next++);
      }
      last[i] = carried;
    }
    return last;
  }

  /** Which stretch a point is in; negative when it is before the first. */
  private static int cell(Point point, Instant now, Duration span, int cells) {
    long age = Math.max(0, Duration.between(point.at(), now).toMillis());
    return cells - 1 - (int) (age * cells / span.toMillis());
  }
}
