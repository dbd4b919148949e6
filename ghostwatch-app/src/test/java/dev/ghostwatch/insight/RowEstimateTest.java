package dev.ghostwatch.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.model.Phrase;
import org.junit.jupiter.api.Test;

final class RowEstimateTest {
  @Test
  void anEstimateThatTheCopyLeftFarBehindIsWrong() {
    assertThat(RowEstimate.wrong(99_000L, 1L))
        .isEqualTo(Phrase.of("rows.estimateWrong", "99,000", "1"));
    assertThat(RowEstimate.isWrong(1_000L, 0L)).isTrue();
    assertThat(RowEstimate.isWrong(2_001L, 1_000L)).isTrue();
  }

  @Test
  void oneThatIsSomewhatShortIsNot() {
    assertThat(RowEstimate.isWrong(2_000L, 1_000L)).isFalse();
    assertThat(RowEstimate.isWrong(0L, 0L)).as("nothing copied yet").isFalse();
    assertThat(RowEstimate.isWrong(null, 1L)).isFalse();
    assertThat(RowEstimate.isWrong(5L, null)).isFalse();
  }
}
