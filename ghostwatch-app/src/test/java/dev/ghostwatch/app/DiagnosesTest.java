package dev.ghostwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ghostwatch.history.HistoryWriter;
import dev.ghostwatch.insight.diagnosis.Diagnosis;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.monitor.ToldRun;
import dev.ghostwatch.monitor.TrackedRun;
import dev.ghostwatch.testing.WallClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the agent finds of the runs that it follows, and what becomes of it; time is virtual. */
@NullUnmarked // a test fails on null by itself
class DiagnosesTest {
  private static final Instant START = Instant.parse("2026-11-22T13:00:00Z");

  private final WallClock clock = new WallClock(START);
  private final List<TrackedRun> runs = new ArrayList<>();
  private final List<FindingRow> written = new ArrayList<>();
  private final Diagnoses diagnoses =
      new Diagnoses(
          () -> List.copyOf(runs),
          () -> ServersAndHost.NOTHING,
          new RecentCommands(),
          writer(),
          clock);
  private long second;

  /** Writes findings; nothing else is written here. */
  private HistoryWriter writer() {
    return (HistoryWriter)
        Proxy.newProxyInstance(
            HistoryWriter.class.getClassLoader(),
            new Class<?>[] {HistoryWriter.class},
            (_, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("finding");
              assertThat(arguments[0]).isEqualTo("shop.orders@20261122T130000Z");
              written.add((FindingRow) arguments[1]);
              return null;
            });
  }

  @AfterEach
  void close() {
    diagnoses.close();
  }

  private ToldRun follow() {
    ToldRun told = new ToldRun(clock);
    runs.add(told.run());
    return told;
  }

  private void pass(ToldRun told, int seconds, long rowsASecond, String state) {
    for (int i = 0; i < seconds; i += 5) {
      told.says(1000 + rowsASecond * second, second, state);
      diagnoses.look();
      clock.advance(Duration.ofSeconds(5));
      second += 5;
    }
  }

  private List<String> rules(ToldRun told) {
    return diagnoses.findings(told.run()).stream().map(Finding::rule).toList();
  }

  @Test
  void nothingIsFoundOfAHealthyRun() {
    ToldRun told = follow();
    pass(told, 120, 1000, "migrating");
    assertThat(rules(told)).isEmpty();
    assertThat(written).isEmpty();
  }

  @Test
  void aFindingIsWrittenWhenItBeginsAndWhenItEnds() {
    ToldRun told = follow();
    pass(told, 20, 1000, "migrating");
    pass(told, 90, 0, "migrating");
    assertThat(rules(told)).containsExactly("D2");
    assertThat(written).singleElement().satisfies(row -> assertThat(row.to()).isNull());
    Instant began = written.getFirst().from();
    pass(told, 40, 1000, "migrating");
    assertThat(rules(told)).isEmpty();
    assertThat(written).hasSize(2);
    assertThat(written.getLast().from()).isEqualTo(began);
    assertThat(written.getLast().to()).isAfter(began).isBefore(clock.instant());
    Diagnosis diagnosis = diagnoses.diagnosis(told.run().snapshot());
    assertThat(diagnosis.findings()).isEmpty();
    assertThat(diagnosis.earlier()).extracting(row -> row.finding().rule()).containsExactly("D2");
  }

  @Test
  void theLogSaysInWordsWhatWasFound() {
    Logger log = (Logger) LoggerFactory.getLogger("dev.ghostwatch.diagnosis");
    ListAppender<ILoggingEvent> said = new ListAppender<>();
    said.start();
    log.addAppender(said);
    try {
      ToldRun told = follow();
      pass(told, 20, 1000, "migrating");
      pass(told, 90, 0, "migrating");
    } finally {
      log.detachAppender(said);
    }
    assertThat(said.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .asString()
        .startsWith(
            "event=finding migration=shop.orders@20261122T130000Z rule=D2 severity=warning"
                + " text=\"nothing was copied or applied for ");
  }

  @Test
  void theEndOfARunEndsWhatItHad() {
    ToldRun told = follow();
    pass(told, 20, 1000, "postponing cut-over");
    assertThat(rules(told)).containsExactly("D20");
    told.ends(new Outcome(Lifecycle.VANISHED, Phrase.of("outcome.vanished.stale"), ""));
    diagnoses.look();
    assertThat(rules(told)).containsExactly("D38");
    assertThat(written)
        .filteredOn(row -> row.finding().rule().equals("D20"))
        .extracting(FindingRow::to)
        .last()
        .isNotNull();
    int known = written.size();
    clock.advance(Duration.ofHours(1));
    diagnoses.look();
    assertThat(written).as("a run that is over is asked no more").hasSize(known);
  }

  @Test
  void aRunThatIsFollowedNoMoreIsForgotten() {
    ToldRun told = follow();
    pass(told, 20, 1000, "postponing cut-over");
    runs.clear();
    diagnoses.look();
    assertThat(rules(told)).isEmpty();
    assertThat(diagnoses.diagnosis(told.run().snapshot())).isNull();
  }
}
