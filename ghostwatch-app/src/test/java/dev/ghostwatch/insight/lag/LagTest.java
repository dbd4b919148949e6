package dev.ghostwatch.insight.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ghostwatch.insight.lag.LagAdvice.Recommendation;
import dev.ghostwatch.insight.lag.LagSchedule.Span;
import dev.ghostwatch.model.LagProfile;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerFigures.Reach;
import dev.ghostwatch.model.server.ServerLoad;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LagTest {
  private static final Instant NOW = Instant.parse("2026-11-22T13:00:00Z");

  @Test
  void threeMethodsThatAgreeDoNotDisagreeByTheirCoarseness() {
    LagComparison lags =
        new LagComparison(
            "db2",
            LagReading.byGhost(0.4, NOW),
            LagReading.byReplicaStatus(1, NOW),
            LagReading.byHeartbeat(1.2, NOW, 1));
    assertThat(lags.disagreementSeconds()).isZero();
    assertThat(lags.worstSeconds()).isEqualTo(1.2);
    assertThat(lags.known()).hasSize(3);
  }

  @Test
  void aFrozenMethodStandsOut() {
    LagComparison lags =
        new LagComparison(
            "db2",
            LagReading.byGhost(15.2, NOW),
            LagReading.byReplicaStatus(0, NOW),
            LagReading.byHeartbeat(15.0, NOW, 1));
    assertThat(lags.disagreementSeconds()).isCloseTo(14.1, within(0.001));
    assertThat(lags.worstSeconds()).isEqualTo(15.2);
  }

  @Test
  void theTimeBetweenTwoReadingsExplainsAsMuch() {
    LagComparison lags =
        new LagComparison(
            "db2",
            LagReading.byGhost(2, NOW.minusSeconds(5)),
            LagReading.byReplicaStatus(8, NOW),
            null);
    assertThat(lags.disagreementSeconds()).isZero();
  }

  @Test
  void oneMethodOrReadingsOfOtherTimesCannotDisagree() {
    assertThat(
            new LagComparison("db2", null, LagReading.byReplicaStatus(8, NOW), null)
                .disagreementSeconds())
        .isNull();
    assertThat(new LagComparison("db2", null, null, null).worstSeconds()).isNull();
    assertThat(
            new LagComparison(
                    "db2",
                    LagReading.byGhost(2, NOW.minusSeconds(61)),
                    LagReading.byReplicaStatus(800, NOW),
                    null)
                .disagreementSeconds())
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "08:59,",
    "09:00,peak",
    "11:59,peak",
    "12:00,",
    "22:00,off-peak",
    "00:00,off-peak",
    "05:59,off-peak",
    "06:00,",
  })
  void theScheduleGoesByTheTimeOfDay(LocalTime time, @Nullable String profile) {
    LagSchedule schedule =
        new LagSchedule(
            List.of(
                new Span(LocalTime.of(9, 0), LocalTime.of(12, 0), LagProfile.PEAK),
                new Span(LocalTime.of(22, 0), LocalTime.of(6, 0), LagProfile.OFF_PEAK)));
    assertThat(schedule.at(time).map(LagProfile::name).orElse(null)).isEqualTo(profile);
  }

  @Test
  void theScheduleIsRecommendedFirst() {
    LagSchedule always =
        new LagSchedule(List.of(new Span(LocalTime.NOON, LocalTime.NOON, LagProfile.PEAK)));
    assertThat(LagAdvice.recommend(always, LocalTime.of(3, 4), List.of()))
        .contains(new Recommendation(LagProfile.PEAK, Phrase.of("lag.advice.schedule", "03:04")));
  }

  @Test
  void thenWhatTheReplicasAreUsedFor() {
    ServerFigures primary = server("db1", List.of(), 500.0);
    assertThat(recommend(primary, replica("db2", 250.0)))
        .contains(
            new Recommendation(LagProfile.READ_SPLIT, Phrase.of("lag.advice.reads", "db2", "250")));
    assertThat(recommend(primary, replica("db2", 3.0)))
        .contains(new Recommendation(LagProfile.PRIMARY_ONLY, Phrase.of("lag.advice.noReads")));
    assertThat(recommend(primary, replica("db2", null))).isEmpty();
    assertThat(recommend(primary, server("db2", null, 3.0))).isEmpty();
    assertThat(recommend()).isEmpty();
  }

  private static java.util.Optional<Recommendation> recommend(ServerFigures... servers) {
    return LagAdvice.recommend(LagSchedule.NONE, LocalTime.NOON, List.of(servers));
  }

  private static ServerFigures replica(String name, @Nullable Double reads) {
    ReplicationChannel channel =
        new ReplicationChannel(
            "", "db1", 3306, 1L, null, "Yes", true, 0.0, 0.0, null, null, 0, "", 0, "");
    return server(name, List.of(channel), reads);
  }

  private static ServerFigures server(
      String name, @Nullable List<ReplicationChannel> channels, @Nullable Double reads) {
    return new ServerFigures(
        name,
        name + ":3306",
        NOW,
        Reach.ANSWERS,
        null,
        null,
        new ServerLoad(1L, 1L, 100L, 0L, 0.0, reads, reads, 0L),
        Map.of(),
        null,
        channels,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of());
  }

  @Test
  void theProfilesAreThoseOfTheToolkit() {
    assertThat(LagProfile.standard())
        .extracting(LagProfile::name, LagProfile::maxLagMillis)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("read-split", 1000L),
            org.assertj.core.groups.Tuple.tuple("primary-only", 5000L),
            org.assertj.core.groups.Tuple.tuple("peak", 500L),
            org.assertj.core.groups.Tuple.tuple("off-peak", 10_000L));
    assertThat(LagProfile.standard("peak")).contains(LagProfile.PEAK);
    assertThat(LagProfile.standard("rush")).isEmpty();
    assertThatThrownBy(() -> new LagProfile("own", 50))
        .hasMessage("lag profile own has 50 ms; gh-ost takes at least 100");
  }
}
