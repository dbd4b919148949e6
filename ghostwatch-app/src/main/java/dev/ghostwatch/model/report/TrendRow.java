package dev.ghostwatch.model.report;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Runs of a group over some time.
 *
 * @param group what they have in common
 * @param name the server or the table; empty for a week
 * @param week the Monday (UTC) of the week in which they started; null for servers and tables
 * @param runs how many began
 * @param succeeded how many ended well; {@code running} have not ended
 * @param unknown how many ended while no agent looked, so that nobody knows how
 * @param successRate of those whose end is known, 0–1; null when there are none
 * @param rowsPerSecond median of the runs that succeeded; null when none did
 * @param change the median of the later half of them over that of the earlier, less 1; null with
 *     fewer than four
 * @param throttledShare of all their time, 0–1
 * @param cutOverAttempts attempts to cut over, of which {@code cutOverFailed} had to be repeated
 */
public record TrendRow(
    Group group,
    String name,
    @Nullable LocalDate week,
    int runs,
    int succeeded,
    int running,
    int unknown,
    @Nullable Double successRate,
    @Nullable Double rowsPerSecond,
    @Nullable Double change,
    double throttledShare,
    long cutOverAttempts,
    long cutOverFailed) {
  /** What runs are put together by. */
  public enum Group {
    WEEK("week"),
    SERVER("server"),
    TABLE("table");

    private final String jsonName;

    Group(String jsonName) {
      this.jsonName = jsonName;
    }

    public String jsonName() {
      return jsonName;
    }
  }
}
