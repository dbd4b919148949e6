package dev.ghostwatch.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginBrakeTest {
  private static final Instant START = Instant.parse("2026-11-22T13:08:06Z");

  private final LoginBrake brake = new LoginBrake();

  @Test
  void eachWrongPasswordMakesTheNextWaitLongerUpToAMinute() {
    Instant now = START;
    long[] seconds = {0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60};
    for (long wait : seconds) {
      assertThat(brake.wait("10.0.0.7", "ann", now)).isEqualTo(Duration.ofSeconds(wait));
      now = now.plusSeconds(wait);
      assertThat(brake.wait("10.0.0.7", "ann", now)).isZero();
      brake.failed("10.0.0.7", "ann", now);
    }
  }

  @Test
  void othersFromElsewhereNeedNotWaitUntilManyTriedOneUser() {
    for (int i = 0; i < 9; i++) {
      brake.failed("10.0.0." + i, "ann", START);
    }
    assertThat(brake.wait("10.0.1.1", "ann", START)).isZero();
    brake.failed("10.0.0.10", "ann", START);
    assertThat(brake.wait("10.0.1.1", "ann", START)).isEqualTo(Duration.ofSeconds(1));
    assertThat(brake.wait("10.0.1.1", "bob", START)).isZero();
  }

  @Test
  void anHourForgetsAndARightPasswordDoes() {
    for (int i = 0; i < 8; i++) {
      brake.failed("10.0.0.7", "ann", START);
    }
    Instant later = START.plus(Duration.ofMinutes(61));
    brake.failed("10.0.0.7", "ann", later);
    assertThat(brake.wait("10.0.0.7", "ann", later)).isZero();
    brake.failed("10.0.0.7", "ann", later);
    brake.failed("10.0.0.7", "ann", later);
    assertThat(brake.wait("10.0.0.7", "ann", later)).isPositive();
    brake.succeeded("10.0.0.7", "ann");
    assertThat(brake.wait("10.0.0.7", "ann", later)).isZero();
  }
}
