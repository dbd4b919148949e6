package dev.ghostwatch.monitor;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How much the agent asks of a gh-ost. {@code sup} makes gh-ost write a row to the migrated server
 * and lines to its log, so it is asked seldom, and not at all while its log tells the same.
 *
 * @param tick how often a run is looked at, at least 100 ms; looking costs gh-ost nothing
 * @param supInterval the least time between two questions that cost something
 * @param settingsInterval how old settings may become that no passive source shows
 * @param passiveFreshness how long a sample from a passive source makes questions needless; gh-ost
 *     logs a sample every 30 s at least
 * @param logWait how long a newly found run's log may take to be read before its socket is asked
 * @param followLogs whether logs are read at all
 * @param wholeLogs whether what stands in a log when its run is found is read too
 * @param logZone of the dates in logs, which name none
 */
public record PollPolicy(
    Duration tick,
    Duration supInterval,
    Duration settingsInterval,
    Duration passiveFreshness,
    Duration logWait,
    boolean followLogs,
    boolean wholeLogs,
    ZoneId logZone) {
  /** One {@code sup} in ten seconds, none while the log is fresh. */
  public static final PollPolicy STANDARD =
      new PollPolicy(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          Duration.ofSeconds(45),
          Duration.ofSeconds(2),
          true,
          true,
          ZoneOffset.UTC);

  /** The same with other ages that settings and passive samples may reach. */
  public PollPolicy withAges(Duration settings, Duration freshness) {
    return new PollPolicy(
        tick, supInterval, settings, freshness, logWait, followLogs, wholeLogs, logZone);
  }

  /** The same with another way of reading logs. */
  public PollPolicy withLogs(boolean follow, boolean whole, ZoneId zone) {
    return new PollPolicy(
        tick, supInterval, settingsInterval, passiveFreshness, logWait, follow, whole, zone);
  }

  /** The same with another pace of questions; looks at least as often as it asks. */
  public PollPolicy withSupInterval(Duration interval) {
    Duration shorter = interval.compareTo(tick) < 0 ? interval : tick;
    return new PollPolicy(
        shorter,
        interval,
        settingsInterval,
        passiveFreshness,
        logWait,
        followLogs,
        wholeLogs,
        logZone);
  }
}
