package dev.ghostwatch.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.model.server.HeartbeatReading.Basis;
import dev.ghostwatch.source.mysql.HeartbeatTable.Zone;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeartbeatClockTest {
  private static final Instant NOW = Instant.parse("2026-11-22T13:00:10Z");
  private static final int BEIJING = 8 * 3600;
  private static final int NEW_YORK = -5 * 3600;

  private static double lag(HeartbeatClock.Read read, Instant now) {
    return Duration.between(read.at(), now).toMillis() / 1000.0;
  }

  @Test
  void utcIsFoundOutOnAServerElsewhere() {
    HeartbeatClock.Read read =
        new HeartbeatClock(Zone.DETECT).read("2026-11-22T13:00:08.500120", NOW, BEIJING);
    assertThat(lag(read, NOW)).isEqualTo(1.499);
    assertThat(read.zone()).isEqualTo(new HeartbeatClock.Zone(0, Basis.DETECTED));
  }

  @Test
  void localTimeIsFoundOutToTheEastAndToTheWest() {
    HeartbeatClock.Read east =
        new HeartbeatClock(Zone.DETECT).read("2026-11-22T21:00:09.000", NOW, BEIJING);
    assertThat(lag(east, NOW)).isEqualTo(1.0);
    assertThat(HeartbeatClock.name(east.zone())).isEqualTo("+08:00");
    HeartbeatClock.Read west =
        new HeartbeatClock(Zone.DETECT).read("2026-11-22 08:00:09", NOW, NEW_YORK);
    assertThat(lag(west, NOW)).isEqualTo(1.0);
    assertThat(HeartbeatClock.name(west.zone())).isEqualTo("-05:00");
  }

  @Test
  void whatWasFoundOutStaysWhenTheHeartbeatStops() {
    HeartbeatClock clock = new HeartbeatClock(Zone.DETECT);
    clock.read("2026-11-22T13:00:09.000", NOW, NEW_YORK);
    Instant later = NOW.plus(Duration.ofHours(5));
    HeartbeatClock.Read stopped = clock.read("2026-11-22T13:00:09.000", later, NEW_YORK);
    assertThat(lag(stopped, later)).isEqualTo(5 * 3600 + 1.0);
  }

  @Test
  void aZoneThatNobodyNamedIsGuessedAndSaidToBe() {
    HeartbeatClock clock = new HeartbeatClock(Zone.DETECT);
    HeartbeatClock.Read india = clock.read("2026-11-22T18:30:09.000", NOW, 0);
    assertThat(lag(india, NOW)).isEqualTo(1.0);
    assertThat(india.zone()).isEqualTo(new HeartbeatClock.Zone(19_800, Basis.GUESSED));
  }

  @Test
  void aDeadHeartbeatIsOldAndNoOtherZone() {
    HeartbeatClock clock = new HeartbeatClock(Zone.DETECT);
    HeartbeatClock.Read dead = clock.read("2026-11-22T11:00:09.000", NOW, 0);
    assertThat(lag(dead, NOW)).isEqualTo(7201.0);
    Instant later = NOW.plusSeconds(5);
    assertThat(lag(clock.read("2026-11-22T11:00:09.000", later, 0), later)).isEqualTo(7206.0);
  }

  @Test
  void aLivingHeartbeatFromTheWestIsRecognisedWhenItMoves() {
    HeartbeatClock clock = new HeartbeatClock(Zone.DETECT);
    clock.read("2026-11-22T08:00:09.000", NOW, 0);
    Instant later = NOW.plusSeconds(5);
    HeartbeatClock.Read moved = clock.read("2026-11-22T08:00:14.000", later, 0);
    assertThat(lag(moved, later)).isEqualTo(1.0);
    assertThat(moved.zone()).isEqualTo(new HeartbeatClock.Zone(NEW_YORK, Basis.GUESSED));
  }

  @Test
  void theConfigurationHasTheLastWord() {
    assertThat(lag(new HeartbeatClock(Zone.UTC).read("2026-11-22T11:00:10", NOW, BEIJING), NOW))
        .isEqualTo(7200.0);
    assertThat(new HeartbeatClock(Zone.SERVER).read("2026-11-22T21:00:10", NOW, BEIJING).zone())
        .isEqualTo(new HeartbeatClock.Zone(BEIJING, Basis.CONFIGURED));
  }

  @Test
  void aZoneInTheTextIsTaken() {
    HeartbeatClock.Read read =
        new HeartbeatClock(Zone.DETECT).read("2026-11-22T15:00:09+02:00", NOW, 0);
    assertThat(lag(read, NOW)).isEqualTo(1.0);
    assertThat(read.zone().basis()).isEqualTo(Basis.WRITTEN);
    assertThatThrownBy(() -> new HeartbeatClock(Zone.UTC).read("soon", NOW, 0))
        .isInstanceOf(DateTimeException.class);
  }
}
