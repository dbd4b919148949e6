package dev.ghostwatch.monitor;

import static dev.ghostwatch.monitor.PollBudget.Decision.FRESH;
import static dev.ghostwatch.monitor.PollBudget.Decision.NOT_DUE;
import static dev.ghostwatch.monitor.PollBudget.Decision.SAMPLE;
import static dev.ghostwatch.monitor.PollBudget.Decision.SETTINGS;
import static dev.ghostwatch.monitor.PollBudget.Decision.STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PollBudgetTest {
  private static final Instant NOW = Instant.parse("2026-11-22T13:08:06Z");

  private PollPolicy policy = PollPolicy.STANDARD;
  private final PollBudget budget = new PollBudget(() -> policy);

  @Test
  void grantsOneQuestionInTenSecondsAndTheFullOneInTenMinutes() {
    Map<PollBudget.Decision, Integer> count = new EnumMap<>(PollBudget.Decision.class);
    for (int second = 0; second < 1200; second++) {
      PollBudget.Decision decision = decide(second, null, null, false);
      count.merge(decision, 1, Integer::sum);
      if (decision == STATUS) {
        budget.settingsSeen(NOW.plusSeconds(second));
      }
    }
    assertThat(count)
        .containsOnly(Map.entry(STATUS, 2), Map.entry(SAMPLE, 118), Map.entry(NOT_DUE, 1080));
  }

  @Test
  void grantsNothingWhileTheLogIsFreshAndShowsTheSettings() {
    for (int second = 0; second < 45; second++) {
      assertThat(decide(second, 0, null, true)).isEqualTo(FRESH);
    }
    assertThat(decide(45, 0, null, true)).isEqualTo(STATUS);
  }

  @Test
  void asksForSettingsAloneWhileStatsdTellsTheRest() {
    Map<PollBudget.Decision, Integer> count = new EnumMap<>(PollBudget.Decision.class);
    for (int second = 0; second < 1200; second++) {
      PollBudget.Decision decision = decide(second, null, second, false);
      count.merge(decision, 1, Integer::sum);
      if (decision == SETTINGS) {
        budget.settingsSeen(NOW.plusSeconds(second));
      }
    }
    assertThat(count).containsOnly(Map.entry(SETTINGS, 2), Map.entry(FRESH, 1198));
  }

  @Test
  void anotherPaceHoldsFromTheNextQuestionOn() {
    budget.settingsSeen(NOW);
    assertThat(decide(0, null, null, false)).isEqualTo(SAMPLE);
    assertThat(decide(4, null, null, false)).isEqualTo(NOT_DUE);
    policy = PollPolicy.STANDARD.withSupInterval(Duration.ofSeconds(2));
    assertThat(decide(5, null, null, false)).isEqualTo(SAMPLE);
    assertThat(decide(6, null, null, false)).isEqualTo(NOT_DUE);
    assertThat(decide(7, null, null, false)).isEqualTo(SAMPLE);
  }

  @Test
  void aLogThatFellSilentNoLongerShowsTheSettings() {
    assertThat(decide(100, 0, 100, true)).isEqualTo(SETTINGS);
  }

  @Test
  void aRefusalIsAskedAgainAtOnceButNotWhileALogIsFresh() {
    budget.settingsSeen(NOW);
    assertThat(budget.decide(NOW, null, null, false, true)).isEqualTo(SAMPLE);
    assertThat(budget.decide(NOW.plusSeconds(1), null, null, false, true)).isEqualTo(SAMPLE);
    assertThat(budget.decide(NOW.plusSeconds(2), NOW, null, true, true)).isEqualTo(FRESH);
  }

  @Test
  void aClockThatWasSetBackNeitherSilencesItNorMakesItAskMore() {
    budget.settingsSeen(NOW);
    assertThat(decide(0, null, null, false)).isEqualTo(SAMPLE);
    assertThat(decide(-3600, null, null, false)).isEqualTo(STATUS);
    budget.settingsSeen(NOW.minusSeconds(3600));
    for (int second = -3599; second < -3590; second++) {
      assertThat(decide(second, null, null, false)).isEqualTo(NOT_DUE);
    }
    assertThat(decide(-3590, null, null, false)).isEqualTo(SAMPLE);
  }

  @Test
  void aSampleDatedBeforeTheClockWasSetBackDoesNotCountAsFresh() {
    assertThat(decide(-3600, 0, 0, true)).isEqualTo(STATUS);
  }

  private PollBudget.Decision decide(
      int second, @Nullable Integer log, @Nullable Integer statsd, boolean logShowsSettings) {
    return budget.decide(
        NOW.plusSeconds(second),
        log == null ? null : NOW.plusSeconds(log),
        statsd == null ? null : NOW.plusSeconds(statsd),
        logShowsSettings,
        false);
  }
}
