package dev.ghostwatch.insight.log;

import dev.ghostwatch.client.log.LineBatch;
import dev.ghostwatch.client.log.LineLevel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Lines of each level. */
final class LevelCounts {
  private static final List<LineLevel> LEVELS = List.of(LineLevel.values());

  private final long[] counts = new long[LEVELS.size()];

  /** Adds those of the entry; true when there are any. */
  boolean add(LineBatch batch) {
    long sum = 0;
    for (int i = 0; i < counts.length; i++) {
      long count = batch.count(LEVELS.get(i));
      counts[i] += count;
      sum += count;
    }
    return sum > 0;
  }

  void add(LevelCounts other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  /** The levels that occurred. */
  Map<LineLevel, Long> known() {
    Map<LineLevel, Long> known = all();
    known.values().removeIf(count -> count == 0);
    return known;
  }

  Map<LineLevel, Long> all() {
    Map<LineLevel, Long> all = new EnumMap<>(LineLevel.class);
    for (int i = 0; i < counts.length; i++) {
      all.put(LEVELS.get(i), counts[i]);
    }
    return all;
  }
}
