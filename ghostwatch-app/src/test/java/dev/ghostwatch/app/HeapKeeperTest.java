package dev.ghostwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When an agent's garbage is collected. */
class HeapKeeperTest {
  private static final Instant START = Instant.parse("2026-11-22T13:00:00Z");

  private long committed = 40 << 20;
  private int collections;
  private final HeapKeeper keeper =
      new HeapKeeper(
          () -> committed,
          () -> {
            collections++;
            committed = 20 << 20;
          });

  private void look(int second) {
    keeper.look(START.plusSeconds(second));
  }

  @Test
  void collectsWhatTheStartLeftBehind() {
    look(0);
    look(19);
    assertThat(collections).isZero();
    look(20);
    assertThat(collections).isEqualTo(1);
  }

  @Test
  void collectsAgainWhenTheHeapHasGrownByHalf() {
    look(0);
    look(20);
    committed = 30 << 20;
    look(60);
    assertThat(collections).isEqualTo(1);
    committed = (30 << 20) + 1;
    look(61);
    assertThat(collections).isEqualTo(2);
  }

  @Test
  void leavesTimeBetweenTwo() {
    look(0);
    look(20);
    committed = 90 << 20;
    look(39);
    assertThat(collections).isEqualTo(1);
    look(40);
    assertThat(collections).isEqualTo(2);
  }

  @Test
  void aClockThatIsSetBackDoesNotStopIt() {
    look(0);
    look(20);
    look(-3600);
    committed = 90 << 20;
    look(-3580);
    assertThat(collections).isEqualTo(2);
  }
}
