package dev.ghostwatch.alert.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.alert.silence.NewSilence;
import dev.ghostwatch.alert.silence.SilenceTable;
import dev.ghostwatch.alert.silence.Silences;
import dev.ghostwatch.alert.silence.Windows;
import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.text.Language;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pipeline remembers when its process ends at any moment. */
class RestartTest {
  private static final String SETUP =
      """
      receivers: {r: {log: {}}}
      route: {receivers: [r], group-by: [g], group-wait: 10s, group-interval: 1m, repeat-interval: 5m}
      """;

  @TempDir Path folder;
  private final List<Notification> told = new ArrayList<>();
  private Instant now = VirtualPipeline.START;
  private AlertDatabase database;
  private Silences silences;
  private PipelineCore core;

  @BeforeEach
  void start() throws SQLException {
    database = AlertDatabase.open(folder.resolve("alerts.db"));
    restart();
  }

  /** Nothing is closed: that is all that a killed process does. */
  private void restart() {
    silences = new Silences(new SilenceTable(database), Windows.NONE, () -> now, new Random(1));
    core =
        new PipelineCore(
            VirtualPipeline.setup(SETUP),
            silences,
            new NotificationTable(database),
            told::add,
            new AlertTable(database),
            now);
  }

  private void pass(Duration duration) {
    Instant end = now.plus(duration);
    while (!core.next().isAfter(end)) {
      now = core.next().isAfter(now) ? core.next() : now;
      core.tick(now);
    }
    now = end;
  }

  private Alert alert(String name) {
    return VirtualPipeline.alert(VirtualPipeline.labels("g=1 n=" + name), now, null, now);
  }

  @Test
  void whatWasToldIsNotToldAgain() {
    Alert alert = alert("a");
    core.take(List.of(alert), now);
    pass(Duration.ofSeconds(20));
    restart();
    core.take(List.of(alert), now);
    pass(Duration.ofMinutes(4));
    assertThat(told).hasSize(1);
    core.take(List.of(alert), now);
    pass(Duration.ofMinutes(3));
    assertThat(told).as("the repetition keeps its pace").hasSize(2);
  }

  @Test
  void anEndThatWasNotToldYetIsTold() {
    Alert alert = alert("a");
    core.take(List.of(alert), now);
    pass(Duration.ofSeconds(20));
    core.take(List.of(alert.between(alert.startsAt(), now)), now);
    restart();
    pass(Duration.ofSeconds(20));
    assertThat(told).hasSize(2);
    assertThat(told.getLast().isResolved()).isTrue();
    restart();
    pass(Duration.ofMinutes(10));
    assertThat(told).hasSize(2);
  }

  @Test
  void anAlertThatWaitedForItsGroupIsTold() {
    core.take(List.of(alert("a")), now);
    restart();
    pass(Duration.ofSeconds(20));
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().alerts().getFirst().text(Language.EN).title())
        .startsWith("title of");
  }

  @Test
  void whatNoRuleTellsOfAfterAStartIsOverAfterFiveMinutes() {
    Alert kept = alert("kept");
    core.take(List.of(kept, alert("gone")), now);
    pass(Duration.ofSeconds(20));
    restart();
    core.take(List.of(kept), now);
    pass(Duration.ofMinutes(7));
    Notification last = told.getLast();
    assertThat(last.alerts().stream().filter(alert -> alert.endsAt() != null))
        .extracting(alert -> alert.labels().get("n"))
        .containsExactly("gone");
    assertThat(core.firing(now))
        .extracting(status -> status.alert().labels().get("n"))
        .containsExactly("kept");
  }

  @Test
  void silencesHoldOnAfterARestart() throws Exception {
    String id =
        silences
            .add(
                new NewSilence(
                    List.of("n=~\"a|\\\"\""), null, now.plusSeconds(60), "me", "why, \"x\""))
            .id();
    restart();
    assertThat(silences.list())
        .singleElement()
        .satisfies(silence -> {
          assertThat(silence.id()).isEqualTo(id);
          assertThat(silence.matchers()).hasToString("{n=~\"a|\\\"\"}");
          assertThat(silence.comment()).isEqualTo("why, \"x\"");
        });
    silences.expire(id);
    restart();
    assertThat(silences.active(VirtualPipeline.labels("n=a"), now)).isEmpty();
  }

  @Test
  void thePastIsKeptAndAsked() {
    AlertTable table = new AlertTable(database);
    Alert first = alert("a").between(now, now.plusSeconds(5));
    Alert second = alert("a").between(now.plusSeconds(60), now.plusSeconds(90));
    Labels orders = VirtualPipeline.labels("n=b").with(Labels.MIGRATION, "shop.orders");
    Alert other = VirtualPipeline.alert(orders, now.plusSeconds(70), null, now);
    table.save(List.of(first, second, other));
    assertThat(table.past(new PastQuery(null, null, 10)))
        .extracting(Alert::startsAt)
        .containsExactly(other.startsAt(), second.startsAt(), first.startsAt());
    assertThat(table.past(new PastQuery(now.plusSeconds(50), null, 10))).hasSize(2);
    assertThat(table.past(new PastQuery(null, "shop.orders", 10)).getFirst().labels())
        .isEqualTo(orders);
    assertThat(table.lately(now)).hasSize(2);
    table.forget(now.plusSeconds(60));
    assertThat(table.past(new PastQuery(null, null, 10))).hasSize(2);
  }

  @Test
  void aStoreThatCannotBeReadOrWrittenKeepsNobodyFromBeingTold() {
    try (Handle handle = database.handle()) {
      handle.execute("drop table notification_log");
      handle.execute("drop table alert_history");
      handle.execute("drop table silence");
    }
    restart();
    core.take(List.of(alert("a")), now);
    pass(Duration.ofMinutes(2));
    assertThat(told).as("told once: the log in memory goes on").hasSize(1);
  }
}
