package dev.ghostwatch.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.alert.Channel;
import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.alert.SampleAlerts;
import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outbox in virtual time: the tests take the turns of its lanes themselves. */
class OutboxTest {
  private static final Texts ENGLISH = Texts.of(Language.EN);

  @TempDir Path folder;

  private Instant now = SampleAlerts.START;
  private final ScriptedReceiver receiver = new ScriptedReceiver(() -> now);
  private int giveUpTries = 1000;
  private Outbox outbox;

  @BeforeEach
  void open() throws SQLException {
    outbox = open(List.of(channel(0)));
  }

  @AfterEach
  void close() {
    outbox.close();
  }

  private Channel channel(int rate) {
    return new Channel("night", "webhook", receiver, rate, 2, true);
  }

  private Outbox open(List<Channel> channels) throws SQLException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261126L);
    Outbox opened =
        new Outbox(
            AlertDatabase.open(folder.resolve("alerts.db")),
            new DeliveryRules(
                new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5), random),
                Duration.ofHours(24),
                giveUpTries,
                Duration.ofDays(30),
                () -> now),
            new MigrationDocument(() -> ENGLISH),
            () -> ENGLISH);
    opened.equip(channels);
    return opened;
  }

  private void restart(List<Channel> channels) throws SQLException {
    outbox.close();
    outbox = open(channels);
  }

  private void enqueue(String id, String group) {
    outbox.enqueue(SampleAlerts.of(id, "night", group, SampleAlerts.firing().alerts()));
  }

  /** Takes turns for so long, letting time pass where a turn says that there is nothing to do. */
  private void run(Duration time) throws InterruptedException {
    Lane lane = outbox.lane("night/webhook");
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      Duration pause = lane.turn();
      now = now.plus(pause.isZero() ? Duration.ofMillis(10) : pause);
    }
  }

  private static Delivery down(Letter letter) {
    return new Delivery.Retry("db1 refuses connections", null);
  }

  @Test
  void whatIsTakenIsDeliveredOnceWithEverythingInIt() throws Exception {
    List<Letter> letters = new ArrayList<>();
    receiver.answers(letter -> {
      letters.add(letter);
      return new Delivery.Delivered();
    });
    Notification notification = SampleAlerts.firing();
    outbox.enqueue(notification);
    run(Duration.ofMinutes(10));
    assertThat(letters).hasSize(1);
    Notification told = letters.getFirst().notification();
    assertThat(told.groupLabels()).isEqualTo(notification.groupLabels());
    assertThat(told.commonLabels()).isEqualTo(notification.commonLabels());
    assertThat(told.alerts().getFirst().texts())
        .isEqualTo(notification.alerts().getFirst().texts());
    assertThat(told.alerts().getFirst().startsAt())
        .isEqualTo(notification.alerts().getFirst().startsAt());
    assertThat(letters.getFirst().migrations())
        .singleElement()
        .asString()
        .contains("\"id\":\"shop.orders@20261126T090000Z\"", "\"percent\":62.0");
    assertThat(outbox.entries(false)).isEmpty();
  }

  @Test
  void aReceiverThatIsDownForAnHourGetsEverythingAfterwardsInOrder() throws Exception {
    receiver.answers(OutboxTest::down);
    for (int i = 0; i < 30; i++) {
      enqueue("n" + i, "group" + i % 3);
      run(Duration.ofMinutes(2));
    }
    int tries = receiver.told.size();
    assertThat(receiver.delivered()).isEmpty();
    // Every three to five minutes, not once for each of the thirty that wait.
    assertThat(tries).isBetween(12, 40);
    receiver.answers(_ -> new Delivery.Delivered());
    run(Duration.ofMinutes(30));
    List<String> delivered = receiver.delivered();
    assertThat(delivered).hasSize(30).doesNotHaveDuplicates();
    for (int group = 0; group < 3; group++) {
      int wanted = group;
      assertThat(delivered.stream().map(id -> Integer.parseInt(id.substring(1))))
          .filteredOn(number -> number % 3 == wanted)
          .isSorted();
    }
  }

  @Test
  void pausesDoubleWithSomeChanceInThem() throws Exception {
    receiver.answers(OutboxTest::down);
    enqueue("n1", "g");
    run(Duration.ofHours(1));
    List<Duration> pauses = new ArrayList<>();
    for (int i = 1; i < receiver.told.size(); i++) {
      pauses.add(Duration.between(receiver.told.get(i - 1).at(), receiver.told.get(i).at()));
    }
    assertThat(pauses.getFirst()).isBetween(Duration.ofMillis(2500), Duration.ofMillis(5100));
    assertThat(pauses.get(2)).isBetween(Duration.ofSeconds(10), Duration.ofMillis(20_100));
    assertThat(pauses.getLast()).isBetween(Duration.ofSeconds(150), Duration.ofMillis(300_100));
    assertThat(pauses.subList(7, pauses.size())).doesNotHaveDuplicates();
  }

  @Test
  void aPauseThatTheReceiverAsksForIsKept() throws Exception {
    receiver.answers(_ -> new Delivery.Retry("429", Duration.ofMinutes(10)));
    enqueue("n1", "g1");
    enqueue("n2", "g2");
    run(Duration.ofMinutes(9));
    assertThat(receiver.told).hasSize(1);
    run(Duration.ofMinutes(2));
    assertThat(receiver.told).hasSize(2);
  }

  @Test
  void oneThatAlwaysFailsDoesNotKeepOthersWaiting() throws Exception {
    receiver.answers(letter ->
        letter.notification().id().equals("bad")
            ? new Delivery.Retry("500", null)
            : new Delivery.Delivered());
    enqueue("bad", "g0");
    for (int i = 1; i <= 50; i++) {
      enqueue("n" + i, "g" + i);
    }
    run(Duration.ofMinutes(1));
    assertThat(receiver.delivered()).hasSize(50);
  }

  @Test
  void whatIsRejectedIsADeadLetterThatCanBeSentAgain() throws Exception {
    receiver.answers(_ -> new Delivery.Rejected("errcode 310000: sign not match"));
    enqueue("n1", "g");
    run(Duration.ofMinutes(1));
    assertThat(receiver.told).hasSize(1);
    OutboxEntry dead = outbox.entries(true).getFirst();
    assertThat(dead.cause()).isEqualTo("errcode 310000: sign not match");
    assertThat(dead.channel()).isEqualTo("night/webhook");
    assertThat(dead.tries()).isEqualTo(1);
    receiver.answers(_ -> new Delivery.Delivered());
    OutboxDesk desk = new OutboxDesk(AlertDatabase.open(folder.resolve("alerts.db")));
    assertThat(desk.resend(dead.no(), now)).isTrue();
    assertThat(desk.resend(dead.no(), now)).isFalse();
    run(Duration.ofMinutes(1));
    assertThat(receiver.delivered()).containsExactly("n1");
    assertThat(outbox.entries(true)).isEmpty();
  }

  @Test
  void whatCannotBeDeliveredForADayIsGivenUp() throws Exception {
    receiver.answers(OutboxTest::down);
    enqueue("n1", "g");
    run(Duration.ofHours(23));
    assertThat(outbox.entries(false)).hasSize(1);
    run(Duration.ofHours(2));
    assertThat(outbox.entries(false)).isEmpty();
    assertThat(outbox.entries(true).getFirst().cause()).isEqualTo("db1 refuses connections");
    assertThat(outbox.stats().getFirst().expired()).isEqualTo(1);
    assertThat(outbox.stats().getFirst().dead()).isEqualTo(1);
  }

  @Test
  void whatWasTriedOftenEnoughIsGivenUp() throws Exception {
    giveUpTries = 3;
    restart(List.of(channel(0)));
    receiver.answers(OutboxTest::down);
    enqueue("n1", "g");
    run(Duration.ofHours(1));
    assertThat(receiver.told).hasSize(3);
    assertThat(outbox.entries(true)).hasSize(1);
  }

  @Test
  void noMoreThanTheServiceTakesIsSentAndTheRestWaits() throws Exception {
    restart(List.of(channel(20)));
    for (int i = 0; i < 100; i++) {
      enqueue("n" + i, "g" + i);
    }
    run(Duration.ofMinutes(10));
    assertThat(receiver.delivered()).hasSize(100);
    for (int i = 20; i < 100; i++) {
      assertThat(Duration.between(receiver.told.get(i - 20).at(), receiver.told.get(i).at()))
          .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    }
  }

  @Test
  void aRestartDoesNotExceedTheRate() throws Exception {
    restart(List.of(channel(20)));
    for (int i = 0; i < 40; i++) {
      enqueue("n" + i, "g" + i);
    }
    run(Duration.ofSeconds(10));
    assertThat(receiver.told).hasSize(20);
    restart(List.of(channel(20)));
    run(Duration.ofSeconds(40));
    assertThat(receiver.told).hasSize(20);
    run(Duration.ofSeconds(30));
    assertThat(receiver.told).hasSize(40);
  }

  @Test
  void aRestartForgetsNothing() throws Exception {
    receiver.answers(OutboxTest::down);
    enqueue("n1", "g");
    run(Duration.ofSeconds(1));
    receiver.answers(_ -> new Delivery.Delivered());
    restart(List.of(channel(0)));
    run(Duration.ofMinutes(1));
    assertThat(receiver.delivered()).containsExactly("n1");
  }

  @Test
  void whatWaitsForAReceiverThatIsNoMoreIsADeadLetter() throws Exception {
    receiver.answers(OutboxTest::down);
    enqueue("n1", "g");
    run(Duration.ofSeconds(1));
    outbox.equip(List.of());
    assertThat(outbox.entries(false)).isEmpty();
    assertThat(outbox.entries(true).getFirst().cause())
        .isEqualTo("no receiver of this name is configured (any more)");
    enqueue("n2", "g");
    assertThat(outbox.entries(true)).hasSize(2);
  }

  @Test
  void theSameNotificationTwiceIsOne() throws Exception {
    enqueue("n1", "g");
    enqueue("n1", "g");
    run(Duration.ofSeconds(10));
    assertThat(receiver.delivered()).containsExactly("n1");
  }

  @Test
  void eachWayToAReceiverGetsItsOwn() throws Exception {
    ScriptedReceiver mail = new ScriptedReceiver(() -> now);
    outbox.equip(List.of(channel(0), new Channel("night", "email", mail, 0, 1, false)));
    receiver.answers(OutboxTest::down);
    enqueue("n1", "g");
    outbox.enqueue(SampleAlerts.resolved());
    while (outbox.lane("night/email").turn().isZero()) {
      now = now.plusMillis(10);
    }
    assertThat(mail.delivered()).as("not told of what is over").containsExactly("n1");
    assertThat(outbox.stats()).extracting(ChannelStats::waiting).containsExactly(2L, 0L);
  }

  @Test
  void aClockThatIsSetBackDelaysNothing() throws Exception {
    receiver.answers(OutboxTest::down);
    enqueue("n1", "g");
    run(Duration.ofSeconds(1));
    now = now.minus(Duration.ofDays(2));
    receiver.answers(_ -> new Delivery.Delivered());
    run(Duration.ofSeconds(10));
    assertThat(receiver.delivered()).containsExactly("n1");
  }

  @Test
  void aReceiverThatThrowsIsTriedAgain() throws Exception {
    receiver.answers(_ -> {
      throw new IllegalStateException("oops");
    });
    enqueue("n1", "g");
    run(Duration.ofSeconds(1));
    assertThat(outbox.entries(false).getFirst().cause())
        .isEqualTo("BUG: java.lang.IllegalStateException: oops");
    receiver.answers(_ -> new Delivery.Delivered());
    run(Duration.ofMinutes(1));
    assertThat(receiver.delivered()).containsExactly("n1");
  }

  @Test
  void deadLettersAreForgottenAfterAWhile() throws Exception {
    receiver.answers(_ -> new Delivery.Rejected("no"));
    enqueue("n1", "g");
    run(Duration.ofSeconds(1));
    now = now.plus(Duration.ofDays(29));
    outbox.equip(List.of(channel(0)));
    assertThat(outbox.entries(true)).hasSize(1);
    now = now.plus(Duration.ofDays(2));
    outbox.equip(List.of(channel(0)));
    assertThat(outbox.entries(true)).isEmpty();
  }
}
