package dev.ghostwatch.alert.subject;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The share of the last minutes in which gh-ost was throttled. Kept as stretches of the same, not
 * as samples: of a thousand migrations those would be 600,000. Not safe for use by several threads
 * at a time.
 */
final class ThrottledShare {
  /** Milliseconds since the epoch; one grows while nothing changes. */
  private static final class Span {
    final boolean throttled;
    long from;
    long to;

    Span(boolean throttled, long from, long to) {
      this.throttled = throttled;
      this.from = from;
      this.to = to;
    }
  }

  private final long window;
  private final long enough;
  private final Deque<Span> spans = new ArrayDeque<>(2);
  private long all;
  private long held;

  /**
   * @param window how far back it looks
   * @param enough less than this tells nothing of a share
   */
  ThrottledShare(Duration window, Duration enough) {
    this.window = window.toMillis();
    this.enough = enough.toMillis();
  }

  /** Takes in what was between two moments; later ones follow. */
  void add(Instant from, Instant to, boolean throttled) {
    long begin = from.toEpochMilli();
    long end = to.toEpochMilli();
    Span last = spans.peekLast();
    if (last != null && last.throttled == throttled && last.to == begin) {
      last.to = end;
    } else {
      spans.addLast(new Span(throttled, begin, end));
    }
    count(throttled, end - begin);
  }

  /** Forgets what lies further back from this moment than the window. */
  void forgetBefore(Instant now) {
    long oldest = now.toEpochMilli() - window;
    Span first = spans.peekFirst();
    while (first != null && first.from < oldest) {
      long cut = Math.min(oldest, first.to);
      count(first.throttled, first.from - cut);
      first.from = cut;
      if (first.from == first.to) {
        spans.removeFirst();
        first = spans.peekFirst();
      }
    }
  }

  private void count(boolean throttled, long millis) {
    all += millis;
    held += throttled ? millis : 0;
  }

  /** 0–1; null while too little was seen. */
  @Nullable Double share() {
    return all < enough ? null : (double) held / all;
  }
}
