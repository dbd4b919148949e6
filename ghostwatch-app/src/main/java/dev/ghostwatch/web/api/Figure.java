package dev.ghostwatch.web.api;

import dev.ghostwatch.history.pack.Block;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.Statistic;
import dev.ghostwatch.model.history.Thinning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of the samples as they are served.
 *
 * @param name in the answer
 * @param column of the history
 * @param isTruth whether it is only told if there is a value: 1 or 0
 */
record Figure(String name, Column column, boolean isTruth) {
  /** What is served when nothing is asked for: what charts need. */
  static final List<Figure> USUAL = usual();

  private static List<Figure> usual() {
    List<Figure> figures = new ArrayList<>();
    for (Column column :
        List.of(
            Column.ROWS_COPIED,
            Column.PERCENT,
            Column.ROWS_PER_SECOND,
            Column.DML_PER_SECOND,
            Column.LAG_SECONDS,
            Column.REPLICA_LAG_SECONDS,
            Column.PT_HEARTBEAT_LAG_SECONDS,
            Column.HEARTBEAT_LAG_SECONDS,
            Column.BACKLOG,
            Column.CHUNK_SIZE,
            Column.NICE_RATIO,
            Column.CHUNK_SECONDS,
            Column.THREADS_RUNNING)) {
      figures.add(new Figure(column.jsonName(), column, false));
    }
    figures.add(new Figure("load1", Column.LOAD_AVERAGE, false));
    figures.add(new Figure("throttled", Column.THROTTLE_KIND, true));
    return List.copyOf(figures);
  }

  /** The figure with this name; null when there is none. */
  static @Nullable Figure named(String name) {
    for (Figure figure : USUAL) {
      if (figure.name.equals(name)) {
        return figure;
      }
    }
    Column column = Column.named(name);
    return column == null ? null : new Figure(column.jsonName(), column, false);
  }

  /** The least of a point, so that a chart of least and greatest shows every peak. */
  @Nullable Double least(Block block, int point) {
    return value(block, point, Statistic.LEAST);
  }

  /** The greatest of a point. */
  @Nullable Double greatest(Block block, int point) {
    return value(block, point, Statistic.GREATEST);
  }

  private @Nullable Double value(Block block, int point, Statistic wanted) {
    if (isTruth) {
      Double code = known(block, point, Statistic.GREATEST, Statistic.LAST);
      // A sample without a throttle kind was not throttled, if it tells anything at all.
      return code == null || code == 0 ? 0.0 : 1.0;
    }
    return switch (column.thinning()) {
      case GAUGE -> known(block, point, wanted, Statistic.LAST);
      case LAST -> block.value(point, column, Statistic.LAST);
      case CODE -> known(block, point, Statistic.GREATEST, Statistic.LAST);
    };
  }

  /** A block of samples as they are has but one statistic. */
  private @Nullable Double known(Block block, int point, Statistic wanted, Statistic other) {
    Double value = block.value(point, column, wanted);
    return value == null ? block.value(point, column, other) : value;
  }

  /** Whether least and greatest of a point can differ. */
  boolean varies() {
    return !isTruth && column.thinning() == Thinning.GAUGE;
  }
}
