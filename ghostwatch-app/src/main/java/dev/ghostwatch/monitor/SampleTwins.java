package dev.ghostwatch.monitor;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.model.FigureSource;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the sample that two sources show: gh-ost prints to its log what it answers to {@code
 * sup}. Only lines that tell their total time count; without one the same text may be said twice
 * and mean that nothing moved.
 */
final class SampleTwins {
  /** The sources run a few lines apart at most. */
  private static final int REMEMBERED = 8;

  private final @Nullable String[] texts = new String[REMEMBERED];
  private final @Nullable FigureSource[] sources = new FigureSource[REMEMBERED];
  private int next;

  /** Whether another source has shown this line lately; remembers it otherwise. */
  boolean isTwin(StatusLine line, FigureSource source) {
    if (line.elapsed() == null) {
      return false;
    }
    for (int i = 0; i < REMEMBERED; i++) {
      if (line.text().equals(texts[i]) && sources[i] != source) {
        return true;
      }
    }
    texts[next] = line.text();
    sources[next] = source;
    next = (next + 1) % REMEMBERED;
    return false;
  }
}
