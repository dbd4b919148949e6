package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.insight.timelost.TimeAccount;
import dev.ghostwatch.insight.timelost.TimePoint;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.timelost.TimeSpent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The course of one run as the diagnosis remembers it: the last minutes sample by sample, and of
 * all before what rules ask for. At most some 12 KiB however long the run. Depends on the samples
 * and events it is given alone, so that a recording gives the same as the live run. Not safe for
 * use by several threads at a time.
 */
public final class Course {
  /** Samples kept; at two seconds apart they reach back over six minutes. */
  static final int MOST = 192;

  /** Of samples further apart, as of a log that writes one a minute, so many are kept anyway. */
  static final int LEAST = 64;

  static final long KEPT_MILLIS = 384_000;

  private static final int FEW = 12;

  /** When this part of them has gone at the beginning, the others are moved there. */
  private static final int WORTH_MOVING = 6;

  /** Samples nearer to one another than this are one, unless the state changed. */
  private static final long APART_MILLIS = 2_000;

  private static final long NONE = Long.MIN_VALUE;

  /** Not known, among figures that fit into an {@code int}: there are ten thousand courses. */
  private static final int UNKNOWN = Integer.MIN_VALUE;

  private long[] millis = {};
  private long[] rows = {};
  private long[] applied = {};

  /** In milliseconds, as is the heartbeat's. */
  private int[] lag = {};

  private int[] heartbeat = {};

  /** In seconds. */
  private int[] eta = {};

  private int[] place = {};
  private boolean[] full = {};

  /** The place of the state among all, from 1 on; 0 when it is not known. So is the kind. */
  private byte[] state = {};

  private byte[] kind = {};
  private int first;
  private int size;
  private @Nullable TimeAccount account;
  private final Past past = new Past();
  private final Log log = new Log();

  /**
   * Takes in a sample; one that is not younger than the last is left out.
   *
   * @param settings as they were then; null when not known
   */
  public void take(Sample sample, @Nullable Settings settings) {
    long at = sample.observedAt().toEpochMilli();
    StatusLine line = sample.line();
    if (size > 0 && at <= millis[slot(size - 1)]) {
      return;
    }
    past.take(sample, settings);
    TimeAccount time = account;
    if (time == null) {
      Duration elapsed = line.elapsed();
      time =
          new TimeAccount(elapsed == null ? null : sample.observedAt().minus(elapsed), List.of());
      account = time;
    }
    time.add(TimePoint.of(sample, settings));
    boolean replaces =
        size >= 2
            && at - millis[slot(size - 2)] < APART_MILLIS
            && state[slot(size - 1)] == number(line.state())
            && state[slot(size - 2)] == number(line.state());
    while (!replaces && isTooMany(at)) {
      first++;
      size--;
    }
    size = replaces ? size : size + 1;
    makeRoom();
    put(slot(size - 1), at, line);
  }

  /** Whether the oldest must go when one of this time comes. */
  private boolean isTooMany(long at) {
    return size == MOST || (size >= LEAST && at - millis[first] > KEPT_MILLIS);
  }

  /**
   * Room for one more at the end: where many have gone at the beginning, by moving the others
   * there. An agent follows thousands of runs: who has told little takes little.
   */
  private void makeRoom() {
    if (first + size <= millis.length) {
      return;
    }
    if (first > size / WORTH_MOVING) {
      for (Object column :
          List.of(millis, rows, applied, lag, heartbeat, eta, place, full, state, kind)) {
        System.arraycopy(column, first, column, 0, size - 1);
      }
      first = 0;
      return;
    }
    int room = Math.clamp(2L * millis.length, FEW, MOST + MOST / WORTH_MOVING + 1);
    millis = Arrays.copyOf(millis, room);
    rows = Arrays.copyOf(rows, room);
    applied = Arrays.copyOf(applied, room);
    lag = Arrays.copyOf(lag, room);
    heartbeat = Arrays.copyOf(heartbeat, room);
    eta = Arrays.copyOf(eta, room);
    place = Arrays.copyOf(place, room);
    full = Arrays.copyOf(full, room);
    state = Arrays.copyOf(state, room);
    kind = Arrays.copyOf(kind, room);
  }

  private void put(int slot, long at, StatusLine line) {
    millis[slot] = at;
    rows[slot] = or(line.rowsCopied());
    applied[slot] = or(line.dmlApplied());
    lag[slot] = thousandths(lagSeconds(line));
    heartbeat[slot] = thousandths(line.heartbeatLagSeconds());
    Long left = line.eta() == null ? null : line.eta().seconds();
    eta[slot] = left == null ? UNKNOWN : clamp(left);
    Long capacity = line.backlogCapacity();
    full[slot] =
        line.backlog() != null
            && capacity != null
            && capacity > 0
            && line.backlog() >= 0.9 * capacity;
    place[slot] = line.coordinates() == null ? 0 : line.coordinates().text().hashCode() | 1;
    state[slot] = number(line.state());
    kind[slot] = number(line.throttle() == null ? null : line.throttle().kind());
  }

  @SuppressWarnings("EnumOrdinal") // it is kept in this process alone
  private static byte number(@Nullable Enum<?> value) {
    return (byte) (value == null ? 0 : value.ordinal() + 1);
  }

  private static long or(@Nullable Long value) {
    return value == null ? NONE : value;
  }

  /** While a lag throttles, it is that lag: a control replica's is shown nowhere else. */
  private static @Nullable Double lagSeconds(StatusLine line) {
    ThrottleReason reason = line.throttle();
    return reason instanceof ThrottleReason.ReplicaLag replica
        ? Double.valueOf(replica.seconds())
        : reason instanceof ThrottleReason.Lag lagging
            ? Double.valueOf(lagging.seconds())
            : line.lagSeconds();
  }

  private static int thousandths(@Nullable Double seconds) {
    return seconds == null ? UNKNOWN : clamp(Math.round(seconds * 1000));
  }

  private static int clamp(long value) {
    return Math.clamp(value, -Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  private int slot(int place) {
    return first + place;
  }

  /** Takes in something that happened. */
  public void take(MigrationEvent event) {
    log.take(event);
  }

  /** Takes in a line of the log that is no sample. */
  public void take(LogLine line) {
    log.take(line);
    if (line.text().startsWith("Row copy complete")) {
      past.completed(line.at());
    }
  }

  /** What the log has told. */
  Log log() {
    return log;
  }

  /** Whether gh-ost said that it is done. */
  public boolean isDone() {
    return log.isDone();
  }

  /** Whether gh-ost said that it gives up. */
  public boolean isFatal() {
    return log.isFatal();
  }

  /** What of the time before is remembered. */
  Past past() {
    return past;
  }

  /** Where the time went until then; null before the first sample. */
  public @Nullable TimeSpent spent(Instant end) {
    return account == null ? null : account.spent(end);
  }

  /** Whether samples of at least so long were seen, three or more of them. */
  public boolean covers(Duration length) {
    return window(length) != null;
  }

  /**
   * The last stretch of at least this length; null when less was seen, or fewer than three samples
   * in it.
   */
  @Nullable Window window(Duration length) {
    if (size < 3) {
      return null;
    }
    long from = millis[slot(size - 1)] - length.toMillis();
    int oldest = -1;
    for (int i = size - 1; i >= 0; i--) {
      if (millis[slot(i)] <= from) {
        oldest = i;
        break;
      }
    }
    return oldest < 0 || size - oldest < 3 ? null : new Window(oldest);
  }

  /** The whole of what is kept sample by sample; null with fewer than three samples. */
  @Nullable Window kept() {
    return size < 3 ? null : new Window(0);
  }

  /** When the last sample was taken; null before the first. */
  @Nullable Instant newestAt() {
    return size == 0 ? null : Instant.ofEpochMilli(millis[slot(size - 1)]);
  }

  /** A stretch of samples up to the newest. */
  final class Window {
    private final int oldest;

    Window(int oldest) {
      this.oldest = oldest;
    }

    double seconds() {
      return (millis[slot(size - 1)] - millis[slot(oldest)]) / 1000.0;
    }

    /** Whether gh-ost worked all the time: neither throttled, nor postponed, nor counting. */
    boolean isWorking() {
      return isAlways(MigrationState.MIGRATING);
    }

    boolean isAlways(MigrationState wanted) {
      byte number = number(wanted);
      for (int i = oldest; i < size; i++) {
        if (state[slot(i)] != number) {
          return false;
        }
      }
      return true;
    }

    /** Whether it was throttled for reasons of these kinds all the time. */
    boolean isThrottledBy(ThrottleReason.Kind one, ThrottleReason.Kind other) {
      byte first = number(one);
      byte second = number(other);
      for (int i = oldest; i < size; i++) {
        if (kind[slot(i)] != first && kind[slot(i)] != second) {
          return false;
        }
      }
      return true;
    }

    boolean rowsFrozen() {
      return isFrozen(rows);
    }

    boolean appliedFrozen() {
      return isFrozen(applied);
    }

    private boolean isFrozen(long[] values) {
      for (int i = oldest; i < size; i++) {
        if (values[slot(i)] == NONE || values[slot(i)] != values[slot(oldest)]) {
          return false;
        }
      }
      return true;
    }

    boolean coordinatesFrozen() {
      for (int i = oldest; i < size; i++) {
        if (place[slot(i)] == 0 || place[slot(i)] != place[slot(oldest)]) {
          return false;
        }
      }
      return true;
    }

    boolean coordinatesMove() {
      return place[slot(oldest)] != 0 && !coordinatesFrozen();
    }

    /** Whether no more events fitted into gh-ost's queue all the time, or hardly any. */
    boolean backlogFull() {
      for (int i = oldest; i < size; i++) {
        if (!full[slot(i)]) {
          return false;
        }
      }
      return true;
    }

    /** Rows copied in it; 0 when that is not known. */
    long rowsCopied() {
      return grown(rows);
    }

    /** Events applied in it; 0 when that is not known. */
    long eventsApplied() {
      return grown(applied);
    }

    private long grown(long[] values) {
      long before = values[slot(oldest)];
      long now = values[slot(size - 1)];
      return before == NONE || now == NONE ? 0 : now - before;
    }

    /** By how many seconds a second. */
    private double slope(int[] millis) {
      long before = millis[slot(oldest)];
      long now = millis[slot(size - 1)];
      long grown = before == UNKNOWN || now == UNKNOWN ? 0 : now - before;
      return grown / 1000.0 / Math.max(1, seconds());
    }

    /** By how many seconds a second gh-ost's Lag grew; 0 when that is not known. */
    double lagSlope() {
      return slope(lag);
    }

    /** By how many seconds a second gh-ost's HeartbeatLag grew; 0 when that is not known. */
    double heartbeatSlope() {
      return slope(heartbeat);
    }

    /**
     * The greatest and the least of the times that gh-ost said were left; null when it said none.
     */
    long @Nullable [] reportedEtas() {
      long least = Long.MAX_VALUE;
      long greatest = Long.MIN_VALUE;
      for (int i = oldest; i < size; i++) {
        long value = eta[slot(i)];
        if (value > 0) {
          least = Math.min(least, value);
          greatest = Math.max(greatest, value);
        }
      }
      return greatest == Long.MIN_VALUE ? null : new long[] {least, greatest};
    }
  }
}
