package dev.ghostwatch.history.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.Statistic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Peaks survive; nothing is made up. */
class ThinnerTest {
  private static final long START = 1_795_352_400_000L;

  @Test
  void aPeakOfOneSecondSurvivesEveryRollup() {
    Block hour = hour();
    Block tens = Thinner.rollup(hour, 10_000, Column.ALL);
    Block minutes = Thinner.rollup(tens, 60_000, Column.ALL);
    Block tenMinutes = Thinner.rollup(minutes, 600_000, Column.ALL);
    assertThat(tens.size()).isEqualTo(360);
    assertThat(minutes.size()).isEqualTo(60);
    assertThat(tenMinutes.size()).isEqualTo(6);
    for (Block block : List.of(tens, minutes, tenMinutes)) {
      assertThat(greatest(block, Column.LAG_SECONDS)).isEqualTo(45.5);
      assertThat(greatest(block, Column.STATE)).isEqualTo(4);
      assertThat(greatest(block, Column.THROTTLE_KIND)).isEqualTo(5);
      assertThat(block.value(block.size() - 1, Column.ROWS_COPIED, Statistic.LAST))
          .isEqualTo(3_599_000);
      assertThat(block.value(block.size() - 1, Column.STATE, Statistic.LAST)).isEqualTo(2);
    }
  }

  @Test
  void theMeanIsThatOfAllSamples() {
    Block tenMinutes =
        Thinner.rollup(
            Thinner.rollup(Thinner.rollup(hour(), 10_000, Column.ALL), 60_000, Column.ALL),
            600_000,
            Column.ALL);
    // 599 samples of 0.1 s and one of 45.5 s.
    assertThat(tenMinutes.value(3, Column.LAG_SECONDS, Statistic.AVERAGE)).isEqualTo(0.176);
    assertThat(tenMinutes.value(3, Column.LAG_SECONDS, Statistic.LEAST)).isEqualTo(0.1);
    assertThat(tenMinutes.value(0, Column.LAG_SECONDS, Statistic.AVERAGE)).isEqualTo(0.1);
  }

  @Test
  void gaugesAreRoundedToThreeDigitsInRollups() {
    assertThat(Thinner.round(999)).isEqualTo(999);
    assertThat(Thinner.round(1_234)).isEqualTo(1_230);
    assertThat(Thinner.round(-1_235)).isEqualTo(-1_240);
    assertThat(Thinner.round(999_960)).isEqualTo(1_000_000);
    assertThat(Thinner.round(Long.MAX_VALUE)).isPositive();
    assertThat(Thinner.round(Column.UNKNOWN)).isEqualTo(Column.UNKNOWN);
    Block block =
        Block.of(
            List.of(
                SampleRow.at(START)
                    .with(Column.QPS, 3_456)
                    .with(Column.LAG_SECONDS, 88.125)
                    .build()));
    Block tens = Thinner.rollup(block, 10_000, Column.ALL);
    assertThat(tens.value(0, Column.QPS, Statistic.GREATEST)).isEqualTo(3_460);
    assertThat(tens.value(0, Column.LAG_SECONDS, Statistic.GREATEST)).isEqualTo(88.125);
  }

  @Test
  void unknownStaysUnknown() {
    Block block =
        Block.of(
            List.of(
                SampleRow.at(START).with(Column.ROWS_COPIED, 1).build(),
                SampleRow.at(START + 20_000).with(Column.LAG_SECONDS, 2).build()));
    Block tens = Thinner.rollup(block, 10_000, Column.ALL);
    assertThat(tens.size()).as("nothing was sampled in the second piece").isEqualTo(2);
    assertThat(tens.value(0, Column.LAG_SECONDS, Statistic.AVERAGE)).isNull();
    assertThat(tens.value(0, Column.LAG_SECONDS, Statistic.GREATEST)).isNull();
    assertThat(tens.value(1, Column.ROWS_COPIED, Statistic.LAST)).isNull();
    assertThat(tens.value(1, Column.LAG_SECONDS, Statistic.LEAST)).isEqualTo(2);
    assertThat(tens.value(1, Column.QPS, Statistic.AVERAGE)).isNull();
  }

  @Test
  void ofTwoBlocksTheLaterCounts() {
    Block first =
        Block.of(
            List.of(
                SampleRow.at(START).with(Column.QPS, 1).build(),
                SampleRow.at(START + 2).with(Column.QPS, 3).build()));
    Block second =
        Block.of(
            List.of(
                SampleRow.at(START + 1).with(Column.LAG_SECONDS, 2).build(),
                SampleRow.at(START + 2).with(Column.QPS, 9).build()));
    Block both = first.merge(second);
    assertThat(both.size()).isEqualTo(3);
    assertThat(both.value(0, Column.QPS, Statistic.LAST)).isEqualTo(1);
    assertThat(both.value(1, Column.LAG_SECONDS, Statistic.LAST)).isEqualTo(2);
    assertThat(both.value(1, Column.QPS, Statistic.LAST)).isNull();
    assertThat(both.value(2, Column.QPS, Statistic.LAST)).isEqualTo(9);
    assertThat(Block.EMPTY.merge(second)).isSameAs(second);
  }

  private static double greatest(Block block, Column column) {
    double greatest = -1;
    for (int i = 0; i < block.size(); i++) {
      Double value = block.value(i, column, Statistic.GREATEST);
      greatest = value == null ? greatest : Math.max(greatest, value);
    }
    return greatest;
  }

  /** A sample a second; in second 2000 the lag is 45.5 s and gh-ost throttles for it. */
  private static Block hour() {
    List<SampleRow> rows = new ArrayList<>();
    for (int second = 0; second < 3_600; second++) {
      boolean peak = second == 2_000;
      rows.add(
          SampleRow.at(START + second * 1000L)
              .with(Column.ROWS_COPIED, second * 1000L)
              .with(Column.LAG_SECONDS, peak ? 45.5 : 0.1)
              .with(Column.STATE, peak ? 4 : 2)
              .with(Column.THROTTLE_KIND, peak ? 5 : null)
              .build());
    }
    return Block.of(rows);
  }
}
