package dev.ghostwatch.source.log.follow;

import java.time.Duration;

/**
 * How a follower goes about its work.
 *
 * @param longestLine bytes of a line that are delivered at most; the rest is left out
 * @param batchBytes bytes read at once
 * @param grace how long a file that was deleted or moved elsewhere is kept open after its last
 *     line, for a writer that has not noticed
 * @param pause the shortest time between two looks, so that many small writes cost one look
 * @param pollEvery how often to look where changes are not reported
 * @param recheckEvery how often to look although nothing was reported
 * @param retryFirst the wait after a first failure; doubled with each further one
 * @param retryMost the longest wait after a failure
 */
public record FollowOptions(
    int longestLine,
    int batchBytes,
    Duration grace,
    Duration pause,
    Duration pollEvery,
    Duration recheckEvery,
    Duration retryFirst,
    Duration retryMost) {
  /** What suits a gh-ost log: it has a line a minute at least. */
  public static final FollowOptions STANDARD =
      new FollowOptions(
          1 << 20,
          256 << 10,
          Duration.ofMinutes(2),
          Duration.ofMillis(20),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofMillis(100),
          Duration.ofSeconds(10));

  public FollowOptions {
    if (longestLine < 1 || batchBytes < 1) {
      throw new IllegalArgumentException("longestLine and batchBytes must be at least 1");
    }
  }

  /** The same with other sizes. */
  public FollowOptions withSizes(int otherLongestLine, int otherBatchBytes) {
    return new FollowOptions(
        otherLongestLine,
        otherBatchBytes,
        grace,
        pause,
        pollEvery,
        recheckEvery,
        retryFirst,
        retryMost);
  }

  /** The same with another interval for looking where changes are not reported. */
  public FollowOptions withPollEvery(Duration interval) {
    return new FollowOptions(
        longestLine, batchBytes, grace, pause, interval, recheckEvery, retryFirst, retryMost);
  }

  /** The same with other waits after failures. */
  public FollowOptions withRetries(Duration first, Duration most) {
    return new FollowOptions(
        longestLine, batchBytes, grace, pause, pollEvery, recheckEvery, first, most);
  }
}
