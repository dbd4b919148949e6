package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.server.HeartbeatReading.Basis;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Understands the time stamps of one pt-heartbeat table. They are UTC or the writer's local time
 * and do not say which. What is found out once stays: a heartbeat that stops later must look old,
 * not like one from another zone.
 */
final class HeartbeatClock {
  /** How far a writer's clock may be ahead. */
  private static final Duration SKEW = Duration.ofSeconds(2);

  /** A first heartbeat that is younger than this was understood well. */
  private static final Duration YOUNG = Duration.ofMinutes(10);

  /** Zones differ by these; the only known ones that differ by less are history. */
  private static final long STEP = Duration.ofMinutes(15).toSeconds();

  /** How near to a whole number of steps an age must be to be a zone rather than a lag. */
  private static final long NEAR = 5;

  private final HeartbeatTable.Zone configured;
  private @Nullable Zone known;
  private @Nullable LocalDateTime first;

  /** An offset from UTC in seconds and how it was found. */
  record Zone(int offset, Basis basis) {}

  /** A moment and how it was understood. */
  record Read(Instant at, Zone zone) {}

  HeartbeatClock(HeartbeatTable.Zone configured) {
    this.configured = configured;
  }

  /**
   * The moment a time stamp means.
   *
   * @param serverOffset the server's own offset from UTC in seconds
   * @throws DateTimeException when it is no time
   */
  Read read(String stamp, Instant now, int serverOffset) {
    String iso = stamp.strip().replace(' ', 'T');
    if (iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10) {
      OffsetDateTime written = OffsetDateTime.parse(iso);
      return new Read(
          written.toInstant(), new Zone(written.getOffset().getTotalSeconds(), Basis.WRITTEN));
    }
    LocalDateTime local = LocalDateTime.parse(iso);
    Zone zone = zone(local, now, serverOffset);
    return new Read(at(local, zone.offset()), zone);
  }

  private Zone zone(LocalDateTime local, Instant now, int serverOffset) {
    return switch (configured) {
      case UTC -> new Zone(0, Basis.CONFIGURED);
      case SERVER -> new Zone(serverOffset, Basis.CONFIGURED);
      case DETECT -> known == null ? detect(local, now, serverOffset) : known;
    };
  }

  private Zone detect(LocalDateTime local, Instant now, int serverOffset) {
    Zone utc = new Zone(0, Basis.DETECTED);
    Zone server = new Zone(serverOffset, Basis.DETECTED);
    Duration asUtc = age(local, 0, now);
    Duration asServer = age(local, serverOffset, now);
    boolean utcPossible = asUtc.compareTo(SKEW.negated()) >= 0;
    boolean serverPossible = asServer.compareTo(SKEW.negated()) >= 0;
    if (!utcPossible && !serverPossible) {
      known = guess(asUtc);
      return known;
    }
    boolean takeUtc = utcPossible && (!serverPossible || asUtc.compareTo(asServer) <= 0);
    Zone better = takeUtc ? utc : server;
    if ((takeUtc ? asUtc : asServer).compareTo(YOUNG) < 0) {
      known = better;
      return known;
    }
    // Old, or of a zone to the west of both: only one that goes on being written tells.
    if (first != null && local.isAfter(first) && isWholeSteps(asUtc)) {
      known = guess(asUtc);
      return known;
    }
    first = first == null ? local : first;
    return better;
  }

  private static boolean isWholeSteps(Duration age) {
    long off = Math.floorMod(age.toSeconds() + NEAR, STEP);
    return off <= 2 * NEAR;
  }

  private static Zone guess(Duration asUtc) {
    long steps = Math.floorDiv(asUtc.toSeconds() + NEAR, STEP);
    long offset = Math.clamp(-steps * STEP, -18 * 3600L, 18 * 3600L);
    return new Zone((int) offset, Basis.GUESSED);
  }

  private static Duration age(LocalDateTime local, int offset, Instant now) {
    return Duration.between(at(local, offset), now);
  }

  private static Instant at(LocalDateTime local, int offset) {
    return local.toInstant(ZoneOffset.ofTotalSeconds(offset));
  }

  /** The zone's name: {@code UTC}, {@code +08:00}. */
  static String name(Zone zone) {
    return zone.offset() == 0 ? "UTC" : ZoneOffset.ofTotalSeconds(zone.offset()).getId();
  }
}
