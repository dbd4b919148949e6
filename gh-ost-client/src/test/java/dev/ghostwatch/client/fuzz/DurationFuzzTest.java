package dev.ghostwatch.client.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ghostwatch.client.value.GoDuration;
import java.time.Duration;

class DurationFuzzTest {

  @FuzzTest
  void aDurationIsAlwaysReadAndComesBackTheSame(FuzzedDataProvider data) {
    Duration duration = GoDuration.parse(data.consumeRemainingAsString());
    if (duration != null) {
      assertThat(GoDuration.parse(GoDuration.format(duration))).isEqualTo(duration);
    }
  }
}
