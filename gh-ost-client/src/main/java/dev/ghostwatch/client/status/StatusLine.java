package dev.ghostwatch.client.status;

import static java.util.Objects.requireNonNull;

import dev.ghostwatch.client.value.Coordinates;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ReportedEta;
import dev.ghostwatch.client.value.ThrottleReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One status line of gh-ost: how far the migration is and what it is doing. What the line does not
 * say, or says in a way that is not understood, is null and remains in {@link #text()}.
 *
 * @param text the line as printed, without log prefix
 * @param rowsCopied rows copied so far, at least 0
 * @param rowsEstimate rows to copy as estimated; the copy may pass it
 * @param percent rows copied over the estimate, in percent; passes 100 when the estimate is low
 * @param dmlApplied binary log events applied to the ghost table
 * @param backlog events read and waiting to be applied
 * @param backlogCapacity events that can wait: 100 in the oldest releases, 1000 later
 * @param elapsed since the start of the run
 * @param copyTime since the start of the copy
 * @param coordinates how far the binary log is read
 * @param lagSeconds lag of the server whose binary log is read
 * @param heartbeatLagSeconds age of the last heartbeat seen in the binary log
 * @param state what gh-ost does
 * @param throttle why it holds still; null when it does not
 * @param eta gh-ost's own estimate of the time until the last row is copied
 */
public record StatusLine(
    String text,
    @Nullable Long rowsCopied,
    @Nullable Long rowsEstimate,
    @Nullable Double percent,
    @Nullable Long dmlApplied,
    @Nullable Long backlog,
    @Nullable Long backlogCapacity,
    @Nullable Duration elapsed,
    @Nullable Duration copyTime,
    @Nullable Coordinates coordinates,
    @Nullable Double lagSeconds,
    @Nullable Double heartbeatLagSeconds,
    @Nullable MigrationState state,
    @Nullable ThrottleReason throttle,
    @Nullable ReportedEta eta) {

  public StatusLine {
    requireNonNull(text, "text is null");
  }

  /**
   * The status line that this line is, with or without the prefix of a log line ({@code 2026-11-22
   * 13:08:06 INFO Copy: … []}); null when it is none.
   */
  public static @Nullable StatusLine parse(String line) {
    return StatusLineParser.parse(line);
  }
}
