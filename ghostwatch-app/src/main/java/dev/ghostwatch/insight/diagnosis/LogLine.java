package dev.ghostwatch.insight.diagnosis;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A line that gh-ost logged, as evidence.
 *
 * @param level {@code ERROR}, {@code INFO} …
 * @param text without date and level
 */
public record LogLine(Instant at, String level, String text) {
  private static final int LONGEST = 300;

  /** As evidence: with its time in UTC, cut where it is very long. */
  String quoted() {
    String said = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    return at.truncatedTo(ChronoUnit.SECONDS) + " " + level + " " + said;
  }
}
