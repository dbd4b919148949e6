package dev.ghostwatch.benchmarks.eta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A small part of the trial whose table stands in RESULTS.md. */
class EtaTrialTest {
  private static final int EACH = 2;
  private static final int STEP = 61;

  @Test
  void isTwiceAsGoodAsTheLastSecondAndBetterThanTheAverage() {
    List<Verdict> told = new ArrayList<>();
    List<Verdict> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      List<Verdict> verdicts = EtaTrial.verdicts(kind, EACH, 1_001, STEP);
      all.addAll(verdicts);
      // Where nothing tells that the estimate is wrong, nothing can be done about it.
      if (kind != Kind.ESTIMATE) {
        told.addAll(verdicts);
      }
    }
    Verdict mean = Verdict.mean(told);
    assertThat(mean.ours()).isLessThanOrEqualTo(0.5 * mean.ghost());
    assertThat(mean.ours()).isLessThan(mean.average());
    assertThat(mean.within()).isBetween(0.7, 0.95);
    Verdict whole = Verdict.mean(all);
    assertThat(whole.ours()).isLessThan(whole.average()).isLessThan(whole.ghost());
  }
}
