package dev.ghostwatch.monitor;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.model.FigureSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the sample that two sources show: gh-ost prints to its log what it answers to {@code
 * sup}. Only lines that tell their total time count; without one the same text may be said twice
 * and mean that nothing moved.
 */
final class SampleTwins {
  /** The sources run a few lines apart at most. */
  private static final int REMEMBERED = 8;

  /** What tells lines apart, in place of their texts: 2 KB of each of ten thousand runs. */
  private final long[] marks = new long[REMEMBERED];

  private final @Nullable FigureSource[] sources = new FigureSource[REMEMBERED];
  private int next;

  /** Whether another source has shown this line lately; remembers it otherwise. */
  boolean isTwin(StatusLine line, FigureSource source) {
    Duration elapsed = line.elapsed();
    if (elapsed == null) {
      return false;
    }
    long mark = (long) line.text().hashCode() << Integer.SIZE | elapsed.toSeconds();
    for (int i = 0; i < REMEMBERED; i++) {
      if (sources[i] != null && sources[i] != source && marks[i] == mark) {
        return true;
      }
    }
    marks[next] = mark;
    sources[next] = source;
    next = (next + 1) % REMEMBERED;
    return false;
  }
}
