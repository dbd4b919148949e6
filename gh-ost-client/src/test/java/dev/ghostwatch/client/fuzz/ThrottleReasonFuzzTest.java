package dev.ghostwatch.client.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ghostwatch.client.value.ThrottleReason;

class ThrottleReasonFuzzTest {

  @FuzzTest
  void aReasonIsAlwaysReadAndKeepsItsText(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    assertThat(ThrottleReason.parse(text).text()).isEqualTo(text);
  }
}
