package dev.ghostwatch.web.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One metric of many things.
 *
 * @param name with the unit at its end; of a counter without {@code _total}
 * @param drawer draws the points of one of the things
 */
record Family<T extends Family.Labelled>(
    String name, String help, boolean isCounter, Drawer<T> drawer) {

  /** Something that has metrics. */
  interface Labelled {
    /** What tells it from the others of its kind. */
    Labels labels();
  }

  /** Draws the points of one thing. */
  @FunctionalInterface
  interface Drawer<T> {
    void draw(T from, Points points);
  }

  /** Takes points. */
  @FunctionalInterface
  interface Points {
    /**
     * Takes one.
     *
     * @param value null when it is not known: there is no point then
     */
    void add(@Nullable Number value, Labels labels);
  }

  /** A gauge with any number of points for each thing. */
  static <T extends Labelled> Family<T> gauges(String name, String help, Drawer<T> drawer) {
    return new Family<>(name, help, false, drawer);
  }

  /** A gauge with one point for each thing of which the value is known. */
  static <T extends Labelled> Family<T> gauge(
      String name, String help, Function<T, @Nullable Number> value) {
    return gauges(name, help, (from, points) -> points.add(value.apply(from), from.labels()));
  }

  /** Likewise a counter. */
  static <T extends Labelled> Family<T> counter(
      String name, String help, Function<T, @Nullable Number> value) {
    return new Family<>(
        name, help, true, (from, points) -> points.add(value.apply(from), from.labels()));
  }

  /** What makes the families of all things, one each. */
  static <T extends Labelled> List<Supplier<MetricSnapshots>> pieces(
      List<Family<T>> families, List<T> all) {
    return families.stream()
        .<Supplier<MetricSnapshots>>map(family -> () -> family.of(all))
        .toList();
  }

  /** With the points of all things; nothing when there are none. */
  private MetricSnapshots of(List<T> all) {
    Families one = new Families();
    Points points =
        isCounter
            ? (value, labels) -> one.counter(name, help, value, labels)
            : (value, labels) -> one.gauge(name, help, value, labels);
    for (T from : all) {
      drawer.draw(from, points);
    }
    return one.build();
  }
}
