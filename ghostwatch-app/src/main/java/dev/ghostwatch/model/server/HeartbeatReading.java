package dev.ghostwatch.model.server;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a pt-heartbeat table said.
 *
 * @param observedAt when it was read
 * @param writtenAt when the newest heartbeat was written, by the clock of the host that wrote it
 * @param lagSeconds how old it was; below zero by the skew of the clocks
 * @param serverId the server that wrote it
 * @param zone how its time was understood: {@code UTC} or {@code +08:00}
 * @param basis how that was found out
 */
public record HeartbeatReading(
    Instant observedAt,
    Instant writtenAt,
    double lagSeconds,
    @Nullable Long serverId,
    String zone,
    Basis basis) {

  /** How the time zone of the time stamps was found; pt-heartbeat writes none. */
  public enum Basis {
    /** The configuration says it. */
    CONFIGURED,
    /** The column has a type with a zone, or the text has one. */
    WRITTEN,
    /** UTC or the server's zone: the one that makes the first heartbeat seen newest. */
    DETECTED,
    /** Neither fits: the quarter of an hour that makes it newest. The lag may be wrong by those. */
    GUESSED
  }
}
