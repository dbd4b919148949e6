package dev.ghostwatch.source.mysql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.Standstill;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandstillsTest {
  private static final Instant T = Instant.parse("2026-11-26T03:00:00Z");
  private static final Dialect MARIADB = Dialect.of("10.11.19-MariaDB-log", "Debian 12");
  private static final Dialect MYSQL = Dialect.of("9.7.4", "MySQL Community Server");
  private static final Dialect MYSQL57 = Dialect.of("5.7.44-log", "MySQL Community Server");

  private final Standstills standstills = new Standstills();

  private static ReplicationChannel channel(
      String name, String io, boolean sql, @Nullable Double lag) {
    return new ReplicationChannel(
        name, "db1", 3306, 1L, null, io, sql, lag, 0.0, null, null, 0, "", 0, "");
  }

  private Standstill stopped(Instant now) {
    return requireNonNull(
        standstills.seen(channel("", "Yes", false, null), now, MARIADB).standstill());
  }

  private ReplicationChannel running(double lag, Instant now) {
    return standstills.seen(channel("", "Yes", true, lag), now, MARIADB);
  }

  @Test
  void aReplicaThatStopsFallsBehindByASecondASecond() {
    assertThat(running(2, T).standstill()).isNull();
    assertThat(running(2, T).behindSeconds()).isEqualTo(2.0);
    assertThat(stopped(T.plusSeconds(5)))
        .isEqualTo(new Standstill(T.plusSeconds(5), 7, 5, false, "START SLAVE SQL_THREAD;"));
    assertThat(stopped(T.plusSeconds(15)))
        .isEqualTo(new Standstill(T.plusSeconds(5), 17, 5, false, "START SLAVE SQL_THREAD;"));
    assertThat(
            standstills
                .seen(channel("", "Yes", false, null), T.plusSeconds(16), MARIADB)
                .behindSeconds())
        .isEqualTo(18.0);
    ReplicationChannel again = running(12, T.plusSeconds(20));
    assertThat(again.standstill()).isNull();
    assertThat(again.behindSeconds()).isEqualTo(12.0);
    assertThat(stopped(T.plusSeconds(22)).lagSeconds()).isEqualTo(14.0);
  }

  @Test
  void oneThatNobodySawReplicateIsAtLeastSoFarBehind() {
    assertThat(stopped(T)).isEqualTo(new Standstill(T, 0, 0, true, "START SLAVE SQL_THREAD;"));
    assertThat(stopped(T.plusSeconds(9)))
        .isEqualTo(new Standstill(T, 9, 0, true, "START SLAVE SQL_THREAD;"));
  }

  @Test
  void whatIsNotKnownIsNotZero() {
    ReplicationChannel stopped = standstills.seen(channel("", "Yes", false, null), T, MARIADB);
    assertThat(stopped.behindSeconds()).isNull();
  }

  @Test
  void oneThatWasNotLookedAtForLongMayHaveStoppedAtAnyTimeSince() {
    running(1, T);
    assertThat(stopped(T.plusSeconds(120)).lagSeconds()).isEqualTo(121);
    running(1, T);
    assertThat(stopped(T.plusSeconds(121)))
        .isEqualTo(new Standstill(T.plusSeconds(121), 0, 0, true, "START SLAVE SQL_THREAD;"));
  }

  @Test
  void aClockSteppedBackStartsAnew() {
    running(1, T);
    stopped(T.plusSeconds(5));
    assertThat(stopped(T.minusSeconds(3600)))
        .isEqualTo(new Standstill(T.minusSeconds(3600), 0, 0, true, "START SLAVE SQL_THREAD;"));
  }

  @ParameterizedTest
  @CsvSource({
    "No,false,START SLAVE;,START REPLICA;,START SLAVE;",
    "No,true,START SLAVE IO_THREAD;,START REPLICA IO_THREAD;,START SLAVE IO_THREAD;",
    "Connecting,false,START SLAVE SQL_THREAD;,START REPLICA SQL_THREAD;,START SLAVE SQL_THREAD;",
  })
  void theStatementStartsWhatStopped(
      String io, boolean sql, String mariaDb, String mySql, String mySql57) {
    ReplicationChannel channel = channel("", io, sql, null);
    assertThat(restart(channel, MARIADB)).isEqualTo(mariaDb);
    assertThat(restart(channel, MYSQL)).isEqualTo(mySql);
    assertThat(restart(channel, MYSQL57)).isEqualTo(mySql57);
  }

  @Test
  void theStatementNamesTheChannel() {
    ReplicationChannel channel = channel("o'hara", "Yes", false, null);
    assertThat(restart(channel, MARIADB)).isEqualTo("START SLAVE 'o''hara' SQL_THREAD;");
    assertThat(restart(channel, MYSQL))
        .isEqualTo("START REPLICA SQL_THREAD FOR CHANNEL 'o''hara';");
  }

  private static String restart(ReplicationChannel channel, Dialect dialect) {
    return requireNonNull(new Standstills().seen(channel, T, dialect).standstill()).restart();
  }
}
