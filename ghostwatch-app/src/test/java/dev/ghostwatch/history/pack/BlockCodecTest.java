package dev.ghostwatch.history.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.Statistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is packed comes back as it was. */
class BlockCodecTest {
  private static final long START = 1_795_352_886_000L;

  private final BlockCodec codec = new BlockCodec();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void anySamplesComeBack(long seed) {
    List<SampleRow> rows = anything(new Random(seed));
    Block back = codec.decode(codec.encode(Block.of(rows)));
    assertThat(samples(back)).as("seed %d", seed).isEqualTo(rows);
  }

  @Test
  void extremesComeBack() {
    List<SampleRow> rows = new ArrayList<>();
    long[] steps = {Long.MAX_VALUE, Long.MIN_VALUE + 1, 0, -1, Long.MAX_VALUE, 1L << 62};
    for (int i = 0; i < steps.length; i++) {
      rows.add(SampleRow.at(START + i).withSteps(Column.ROWS_COPIED, steps[i]).build());
    }
    assertThat(samples(codec.decode(codec.encode(Block.of(rows))))).isEqualTo(rows);
  }

  @Test
  void onlyTheColumnsAskedForAreRead() {
    Block block =
        Block.of(
            List.of(
                SampleRow.at(START)
                    .with(Column.ROWS_COPIED, 7)
                    .with(Column.LAG_SECONDS, 0.25)
                    .with(Column.QPS, 100)
                    .build()));
    Block back = codec.decode(codec.encode(block), EnumSet.of(Column.LAG_SECONDS));
    assertThat(back.value(0, Column.LAG_SECONDS, Statistic.LAST)).isEqualTo(0.25);
    assertThat(back.value(0, Column.ROWS_COPIED, Statistic.LAST)).isNull();
    assertThat(back.value(0, Column.QPS, Statistic.LAST)).isNull();
  }

  @Test
  void figuresOfANewerProgramAreKept() {
    TreeMap<Integer, long[]> series = new TreeMap<>();
    series.put(Block.tag(Column.ROWS_COPIED, Statistic.LAST), new long[] {1, 2});
    series.put(9_999 * 8, new long[] {3, 4});
    Block back = codec.decode(codec.encode(new Block(new long[] {START, START + 1}, series)));
    assertThat(back.series()).containsKey(9_999 * 8);
    assertThat(codec.decode(codec.encode(back)).series().get(9_999 * 8)).containsExactly(3, 4);
    assertThat(back.sample(1).get(Column.ROWS_COPIED)).isEqualTo(2);
  }

  @Test
  void codesAreUniqueAndNamesAreNotReserved() {
    Set<Integer> codes = new HashSet<>();
    for (Column column : Column.ALL) {
      assertThat(codes.add(column.code())).as("%s", column).isTrue();
      assertThat(column.code()).isPositive();
      assertThat(Column.named(column.sqlName())).isEqualTo(column);
      assertThat(Column.named(column.jsonName())).isEqualTo(column);
      assertThat(column.sqlName()).isNotIn("lag", "rows", "state_", "before", "after");
    }
  }

  @Test
  void damagedBytesAreSaidToBe() {
    byte[] good = codec.encode(Block.of(anything(new Random(99))));
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] bad = good.clone();
      for (int j = 0; j < 1 + i % 3; j++) {
        bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
      }
      decodeOrRefuse(i % 5 == 0 ? Arrays.copyOf(bad, random.nextInt(bad.length)) : bad);
    }
    assertThatThrownBy(() -> codec.decode(new byte[] {9, 1, 2}))
        .isInstanceOf(DamagedBlockException.class)
        .hasMessage("its form is 9; this GhostWatch reads form 1");
  }

  /** Other bytes may be another block; but nothing else may happen than being read or refused. */
  private void decodeOrRefuse(byte[] bytes) {
    try {
      assertThat(codec.decode(bytes).size()).isNotNegative();
    } catch (DamagedBlockException e) {
      assertThat(e).hasMessageMatching(".+");
    }
  }

  private static List<SampleRow> anything(Random random) {
    List<SampleRow> rows = new ArrayList<>();
    long time = START;
    int length = random.nextInt(1, 4_000);
    boolean[] present = new boolean[Column.ALL.size()];
    long[] value = new long[Column.ALL.size()];
    for (int i = 0; i < length; i++) {
      time += random.nextInt(10) == 0 ? random.nextLong(1, 100_000) : 1_000;
      SampleRow.Builder row = SampleRow.at(time);
      for (Column column : Column.ALL) {
        int c = Column.ALL.indexOf(column);
        if (random.nextInt(50) == 0) {
          present[c] = !present[c];
        }
        switch (c % 4) {
          case 0 -> value[c] += random.nextInt(1_000);
          case 1 -> value[c] = random.nextInt(-5, 5) * 100L;
          case 2 -> value[c] = random.nextLong();
          default -> value[c] = c;
        }
        if (present[c] && value[c] != Column.UNKNOWN) {
          row.withSteps(column, value[c]);
        }
      }
      rows.add(row.build());
    }
    return rows;
  }

  private static List<SampleRow> samples(Block block) {
    List<SampleRow> rows = new ArrayList<>();
    for (int i = 0; i < block.size(); i++) {
      rows.add(block.sample(i));
    }
    return rows;
  }
}
