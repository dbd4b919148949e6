package dev.ghostwatch.alert.subject;

import dev.ghostwatch.document.Shape;
import org.jspecify.annotations.Nullable;

/**
 * What the last minutes of a migration show, which no single sample does. Null is not known.
 *
 * @param lagSeconds the greatest lag that gh-ost knows of: of the server it reads, of the replica
 *     it throttles for, and of its own heartbeats where it writes them
 * @param stuckSeconds how long rows should have been copied and none were: time in which gh-ost was
 *     throttled, postponed or counting does not count
 * @param throttledSeconds for how long it has been throttled; 0 when it is not
 * @param throttledShare share of the last ten minutes in which it was throttled, 0–1; null before
 *     two minutes were seen
 * @param postponedSeconds for how long the cut-over has been postponed; 0 when it is not
 * @param backlogFullSeconds for how long nine tenths or more of the backlog have been in use while
 *     it was not throttled
 * @param errorLines lines of level ERROR and above in the log within five minutes
 * @param fatalLines lines of level FATAL, and panics, within five minutes
 * @param lastError the newest of those lines; null when there is none
 * @param cutOverFailures failed attempts to exchange the tables
 * @param cutOverRetries attempts after which gh-ost gives up
 * @param criticalLoadRatio the status variable nearest to its critical-load: its value by the
 *     threshold. Null without a threshold or without the value
 * @param binlogPurgeSeconds until the server may purge the binary log that gh-ost reads, by its
 *     age; 0 when it is gone. Null when that is not known
 * @param unreadableSeconds since something was last heard of a running migration
 */
public record Recent(
    @Nullable Double lagSeconds,
    @Nullable Double stuckSeconds,
    @Nullable Double throttledSeconds,
    @Nullable Double throttledShare,
    @Nullable Double postponedSeconds,
    @Nullable Double backlogFullSeconds,
    long errorLines,
    long fatalLines,
    @Nullable String lastError,
    long cutOverFailures,
    long cutOverRetries,
    @Nullable Double criticalLoadRatio,
    @Nullable Double binlogPurgeSeconds,
    @Nullable Double unreadableSeconds) {
  static final Shape<Recent> SHAPE =
      Shape.<Recent>named("recent")
          .decimal("lagSeconds", Recent::lagSeconds)
          .decimal("stuckSeconds", Recent::stuckSeconds)
          .decimal("throttledSeconds", Recent::throttledSeconds)
          .decimal("throttledShare", Recent::throttledShare)
          .decimal("postponedSeconds", Recent::postponedSeconds)
          .decimal("backlogFullSeconds", Recent::backlogFullSeconds)
          .number("errorLines", Recent::errorLines)
          .number("fatalLines", Recent::fatalLines)
          .text("lastError", Recent::lastError)
          .number("cutOverFailures", Recent::cutOverFailures)
          .number("cutOverRetries", Recent::cutOverRetries)
          .decimal("criticalLoadRatio", Recent::criticalLoadRatio)
          .decimal("binlogPurgeSeconds", Recent::binlogPurgeSeconds)
          .decimal("unreadableSeconds", Recent::unreadableSeconds);
}
