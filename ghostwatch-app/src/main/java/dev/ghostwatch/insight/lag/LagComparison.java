package dev.ghostwatch.insight.lag;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lag of one replica by three methods (classic toolkit T10). Each fails in its own way:
 * gh-ost's freezes with a heartbeat that is paused, replica status shows nothing for a broken
 * replica and 0 while the fetching thread hangs, a heartbeat table shows the clocks' skew. So all
 * are shown, with how far they are apart.
 *
 * @param server the replica
 * @param ghost gh-ost's own figure; null when gh-ost does not look at this replica
 * @param replicaStatus Seconds_Behind_Source
 * @param heartbeat pt-heartbeat's table, or gh-ost's changelog table read on the replica
 */
public record LagComparison(
    String server,
    @Nullable LagReading ghost,
    @Nullable LagReading replicaStatus,
    @Nullable LagReading heartbeat) {

  /** Lags grow by up to a second a second: readings this far apart in time tell nothing. */
  private static final Duration TOO_FAR_APART = Duration.ofSeconds(60);

  /** The methods that say something. */
  public List<LagReading> known() {
    List<LagReading> known = new ArrayList<>();
    Stream.of(ghost, replicaStatus, heartbeat).filter(Objects::nonNull).forEach(known::add);
    return known;
  }

  /** The largest lag of any method: the one to be careful with. */
  public @Nullable Double worstSeconds() {
    Double worst = null;
    for (LagReading reading : known()) {
      worst = worst == null ? reading.seconds() : Math.max(worst, reading.seconds());
    }
    return worst;
  }

  /**
   * How far the methods are apart, beyond what their coarseness and the time between the readings
   * explain. 0 when they agree; null with fewer than two readings of about the same time.
   */
  public @Nullable Double disagreementSeconds() {
    Double most = null;
    List<LagReading> known = known();
    for (int i = 0; i < known.size(); i++) {
      for (int j = i + 1; j < known.size(); j++) {
        Double apart = apart(known.get(i), known.get(j));
        if (apart != null) {
          most = most == null ? apart : Double.valueOf(Math.max(most, apart));
        }
      }
    }
    return most;
  }

  private static @Nullable Double apart(LagReading one, LagReading other) {
    Duration between = Duration.between(one.at(), other.at()).abs();
    if (between.compareTo(TOO_FAR_APART) > 0) {
      return null;
    }
    double explained =
        between.toMillis() / 1000.0 + one.resolutionSeconds() + other.resolutionSeconds();
    return Math.max(0, Math.abs(one.seconds() - other.seconds()) - explained);
  }
}
