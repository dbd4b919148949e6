package dev.ghostwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PollBudgetTest {
  private static final Instant NOW = Instant.parse("2026-11-22T13:08:06Z");

  private final PollBudget budget = new PollBudget(PollPolicy.STANDARD);

  @Test
  void grantsOneQuestionInTenSeconds() {
    int granted = 0;
    for (int second = 0; second < 60; second++) {
      granted += budget.grant(NOW.plusSeconds(second), null) ? 1 : 0;
    }
    assertThat(granted).isEqualTo(6);
  }

  @Test
  void grantsNoneWhileTheLogIsFresh() {
    for (int second = 0; second < 45; second++) {
      assertThat(budget.grant(NOW.plusSeconds(second), NOW)).isFalse();
    }
    assertThat(budget.grant(NOW.plusSeconds(45), NOW)).isTrue();
  }

  @Test
  void aClockThatWasSetBackDoesNotSilenceIt() {
    assertThat(budget.grant(NOW, null)).isTrue();
    assertThat(budget.grant(NOW.minusSeconds(3600), null)).isTrue();
    assertThat(budget.grant(NOW.minusSeconds(3595), null)).isFalse();
  }
}
