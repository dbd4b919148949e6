package dev.ghostwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is to be done later is done, together with its neighbours, and not when it is cancelled. */
@Timeout(60)
class RealTimeTest {
  private static final long MILLI = 1_000_000;

  private final RealTime time = new RealTime();

  @Test
  void whatIsToBeDoneLaterIsDoneOnAThreadOfItsOwn() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    AtomicBoolean virtual = new AtomicBoolean();
    time.later(
        Duration.ofMillis(5),
        () -> {
          virtual.set(Thread.currentThread().isVirtual());
          done.countDown();
        });
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(virtual).isTrue();
  }

  @Test
  void whatIsCancelledIsNotDone() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean();
    time.later(Duration.ofMillis(100), () -> first.set(true)).run();
    time.later(Duration.ofMillis(200), second::countDown);
    assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(first).isFalse();
  }

  @Test
  void whatIsDueWithinFiftyMillisecondsBeginsAtOneTime() {
    assertThat(RealTime.inStep(1_000 * MILLI, 1 * MILLI)).isEqualTo(50 * MILLI);
    assertThat(RealTime.inStep(1_005 * MILLI, 14 * MILLI)).isEqualTo(45 * MILLI);
    assertThat(RealTime.inStep(1_000 * MILLI, 50 * MILLI)).isEqualTo(50 * MILLI);
    assertThat(RealTime.inStep(-7 * MILLI, 1_000 * MILLI)).isEqualTo(1_007 * MILLI);
  }

  @Test
  void whatIsDueNowIsNotPutOff() {
    assertThat(RealTime.inStep(1_005 * MILLI, 0)).isZero();
  }
}
