package dev.ghostwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestTest {
  @Test
  void looksTakeATwentiethOfTheTimeUnlessTheyTakeMinutes() {
    assertThat(after(40)).isEqualTo(Duration.ofSeconds(5));
    assertThat(after(1_000)).isEqualTo(Duration.ofSeconds(19));
    assertThat(after(20_000)).isEqualTo(Duration.ofMinutes(1));
  }

  private static Duration after(long millis) {
    return Rest.after(
        Duration.ofMillis(millis).toNanos(), Duration.ofSeconds(5), Duration.ofMinutes(1));
  }
}
