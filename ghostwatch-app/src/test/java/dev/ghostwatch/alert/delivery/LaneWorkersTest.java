package dev.ghostwatch.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.alert.Channel;
import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Receiver;
import dev.ghostwatch.alert.SampleAlerts;
import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The threads of the outbox. */
class LaneWorkersTest {
  private static final Texts ENGLISH = Texts.of(Language.EN);

  @TempDir Path folder;

  /** Counts who is told at the same time; the first stay until three are there. */
  private static final class Counting implements Receiver {
    private final CountDownLatch three = new CountDownLatch(3);
    private final CountDownLatch all;
    private final Map<String, Integer> groups = new HashMap<>();
    private int now;
    private int most;
    private boolean isGroupTwice;

    Counting(int deliveries) {
      all = new CountDownLatch(deliveries);
    }

    @Override
    public Delivery deliver(Letter letter) throws InterruptedException {
      String group = letter.notification().groupKey();
      begins(group);
      three.countDown();
      three.await();
      ends(group);
      all.countDown();
      return new Delivery.Delivered();
    }

    private synchronized void begins(String group) {
      now++;
      most = Math.max(most, now);
      isGroupTwice |= groups.merge(group, 1, Integer::sum) > 1;
    }

    private synchronized void ends(String group) {
      groups.merge(group, -1, Integer::sum);
      now--;
    }
  }

  private Outbox outbox(Channel channel) throws Exception {
    Outbox outbox =
        new Outbox(
            AlertDatabase.open(folder.resolve("alerts.db")),
            new DeliveryRules(
                new Backoff(
                    Duration.ofMillis(10), Duration.ofMillis(50), RandomGenerator.getDefault()),
                Duration.ofHours(1),
                1000,
                Duration.ofDays(1),
                InstantSource.system()),
            new MigrationDocument(() -> ENGLISH),
            () -> ENGLISH);
    outbox.equip(List.of(channel));
    return outbox;
  }

  private static Channel channel(Receiver receiver, int concurrency) {
    return new Channel("night", "webhook", receiver, 0, concurrency, true);
  }

  @Test
  void noMoreThanAllowedAreUnderWayAndNoGroupTwice() throws Exception {
    Counting receiver = new Counting(60);
    try (Outbox outbox = outbox(channel(receiver, 3))) {
      for (int i = 0; i < 60; i++) {
        outbox.enqueue(
            SampleAlerts.of("n" + i, "night", "g" + i % 10, SampleAlerts.firing().alerts()));
      }
      outbox.start();
      assertThat(receiver.all.await(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(receiver.most).isEqualTo(3);
    assertThat(receiver.isGroupTwice).isFalse();
  }

  @Test
  void whatComesWhileItWaitsIsDeliveredAtOnce() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    Receiver receiver =
        _ -> {
          told.countDown();
          return new Delivery.Delivered();
        };
    try (Outbox outbox = outbox(channel(receiver, 1))) {
      outbox.start();
      outbox.enqueue(SampleAlerts.firing());
      assertThat(told.await(4, TimeUnit.SECONDS))
          .as("before it would look again by itself")
          .isTrue();
    }
  }

  @Test
  void aDeliveryThatHangsDoesNotKeepTheAgentFromStopping() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Receiver receiver =
        _ -> {
          begun.countDown();
          new CountDownLatch(1).await();
          return new Delivery.Delivered();
        };
    Outbox outbox = outbox(channel(receiver, 1));
    outbox.start();
    outbox.enqueue(SampleAlerts.firing());
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    outbox.close();
    try (Outbox again = outbox(channel(_ -> new Delivery.Delivered(), 1))) {
      assertThat(again.entries(false)).as("it waits for the next start").hasSize(1);
    }
  }

  @Test
  void anotherReceiverOfTheSameNameTakesOver() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    try (Outbox outbox =
        outbox(channel(_ -> new Delivery.Retry("refused", Duration.ofMinutes(10)), 1))) {
      outbox.start();
      outbox.enqueue(SampleAlerts.firing());
      while (outbox.stats().getFirst().retried() == 0) {
        Thread.onSpinWait();
      }
      outbox.enqueue(SampleAlerts.of("n2", "night", "other", SampleAlerts.firing().alerts()));
      outbox.equip(
          List.of(
              channel(
                  _ -> {
                    told.countDown();
                    return new Delivery.Delivered();
                  },
                  1)));
      assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }
}
