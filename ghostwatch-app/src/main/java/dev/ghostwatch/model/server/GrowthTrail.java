package dev.ghostwatch.model.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last ten minutes of a level and tells how fast it grows: the median of five pieces
 * of that time, so that work which fills a volume for a minute or two counts for nothing once
 * enough was seen, while growth in small steps counts whole. Not safe for use by several threads.
 */
public final class GrowthTrail {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  /** Two listings of a minute, which may come a little early. */
  private static final Duration SHORTEST = Duration.ofSeconds(55);

  private static final int PIECES = 5;

  private final Deque<Look> looks = new ArrayDeque<>();

  private record Look(Instant at, long level) {}

  /** Takes in a level in bytes; a time that is not later than the last begins anew. */
  public void add(Instant at, long level) {
    if (!looks.isEmpty() && !looks.getLast().at().isBefore(at)) {
      // The clock was set back, or nothing was asked since.
      looks.clear();
    }
    looks.addLast(new Look(at, level));
    while (Duration.between(looks.getFirst().at(), at).compareTo(WINDOW) > 0) {
      looks.removeFirst();
    }
  }

  /** Forgets everything: what comes is not to be set against what was. */
  public void clear() {
    looks.clear();
  }

  /** How fast it grows; null before it was watched for about a minute. */
  public @Nullable Growth growth() {
    if (looks.isEmpty()) {
      return null;
    }
    Duration watched = Duration.between(looks.getFirst().at(), looks.getLast().at());
    if (watched.compareTo(SHORTEST) < 0) {
      return null;
    }
    double seconds = watched.toMillis() / 1000.0;
    double[] levels = levels(seconds / PIECES);
    double[] grown = new double[PIECES];
    for (int i = 0; i < PIECES; i++) {
      grown[i] = levels[i + 1] - levels[i];
    }
    Arrays.sort(grown);
    return new Growth(grown[PIECES / 2] * PIECES / seconds, seconds);
  }

  /** The levels where the pieces begin and end, drawn straight between two looks. */
  private double[] levels(double piece) {
    double[] levels = new double[PIECES + 1];
    Iterator<Look> rest = looks.iterator();
    Look before = rest.next();
    Look after = before;
    Instant begin = before.at();
    for (int i = 0; i <= PIECES; i++) {
      double wanted = i * piece;
      while (rest.hasNext() && seconds(begin, after) < wanted) {
        before = after;
        after = rest.next();
      }
      double from = seconds(begin, before);
      double length = seconds(begin, after) - from;
      double share = length <= 0 ? 0 : Math.min(1, (wanted - from) / length);
      levels[i] = before.level() + share * (after.level() - before.level());
    }
    return levels;
  }

  private static double seconds(Instant begin, Look look) {
    return Duration.between(begin, look.at()).toMillis() / 1000.0;
  }
}
