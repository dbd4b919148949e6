package dev.ghostwatch.terminal.top;

import static dev.ghostwatch.terminal.top.TopRunsForTests.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.value.ThrottleReason;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The last minutes as cells. */
class TrailTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Trail.Point point(long second, double lag, ThrottleReason.@Nullable Kind held) {
    return new Trail.Point(START.plusSeconds(second), 100 + second, lag, -1, held);
  }

  @Test
  void aCellHasThePeakOfItsTimeOrTheValueBefore() {
    Trail trail =
        Trail.EMPTY.with(List.of(point(12, 1, null), point(14, 9, null), point(16, 2, null)));
    // Six cells of ten seconds until second 60.
    assertThat(trail.lags(START.plusSeconds(60), MINUTE, 6)).containsExactly(-1, 9, 2, 2, 2, 2);
    assertThat(trail.backlogs(START.plusSeconds(60), MINUTE, 6)).containsOnly(-1);
    assertThat(trail.rates(START.plusSeconds(60), MINUTE, 3)).containsExactly(116, 116, 116);
  }

  @Test
  void theReasonHoldsUntilAnotherSampleSaysOtherwise() {
    Trail trail =
        Trail.EMPTY
            .with(List.of(point(5, 0, null), point(21, 0, ThrottleReason.Kind.LAG)))
            .with(List.of(point(41, 0, null)));
    assertThat(trail.held(START.plusSeconds(60), MINUTE, 6))
        .containsExactly(null, null, ThrottleReason.Kind.LAG, ThrottleReason.Kind.LAG, null, null);
  }

  @Test
  void itKeepsTenMinutesAndNoPointTwice() {
    Trail trail =
        Trail.EMPTY.with(
            LongStream.range(0, 2000).mapToObj(second -> point(second, 0, null)).toList());
    assertThat(trail.with(List.of(point(1500, 7, null)))).isSameAs(trail);
    assertThat(trail.span(START.plusSeconds(2000))).isEqualTo(Duration.ofMinutes(10));
    double[] rates = trail.rates(START.plusSeconds(1999), Duration.ofMinutes(20), 20);
    assertThat(rates[8]).isEqualTo(-1);
    assertThat(rates[11]).isPositive();
    assertThat(Trail.EMPTY.span(START)).isEqualTo(MINUTE);
  }

  @Test
  void whatIsLearnedLaterOfBeforeGoesBefore() {
    Trail trail = Trail.EMPTY.with(List.of(point(40, 4, null), point(50, 5, null)));
    Trail whole =
        trail.before(
            List.of(point(10, 1, ThrottleReason.Kind.LAG), point(40, 9, null), point(45, 9, null)));
    assertThat(whole.lags(START.plusSeconds(60), MINUTE, 6)).containsExactly(1, 1, 1, 4, 5, 5);
    assertThat(whole.held(START.plusSeconds(60), MINUTE, 6)[2]).isEqualTo(ThrottleReason.Kind.LAG);
    assertThat(whole.before(List.of(point(10, 7, null)))).isSameAs(whole);
    assertThat(
            Trail.EMPTY.before(List.of(point(10, 1, null)))
                .lags(START.plusSeconds(60), MINUTE, 6)[5])
        .isEqualTo(1);
    // Older than is kept: gone, but for what held when the time that is shown began.
    Trail longer =
        Trail.EMPTY
            .with(List.of(point(2000, 1, null)))
            .before(List.of(point(100, 7, null), point(900, 8, null)));
    assertThat(longer.lags(START.plusSeconds(2000), Duration.ofMinutes(20), 20)[0]).isEqualTo(-1);
  }

  @Test
  void aClockThatIsSetBackDoesNotBreakIt() {
    Trail trail = Trail.EMPTY.with(List.of(point(500, 3, null)));
    assertThat(trail.lags(START, MINUTE, 4)).containsExactly(-1, -1, -1, 3);
  }
}
