package dev.ghostwatch.source.log;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.simulator.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveLogTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
  private static final String RUN =
      """
      2026-11-22 13:08:06 INFO starting gh-ost 1.1.10+head (git commit: unknown)
      # Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`
      # Migrating db1:3306; inspecting db2:3306; executing on util1
      # Migration started at Sun Nov 22 13:08:06 +0000 2026
      # chunk-size: 1000; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: ; critical-load: ; nice-ratio: 0.000000
      Copy: 1000/752865 0.1%; Applied: 0; Backlog: 0/1000; Time: 1s(total), 1s(copy); streamer: mysql-bin.000001:4; Lag: 0.01s, HeartbeatLag: 0.02s, State: migrating; ETA: 1m19s
      2026-11-22 13:08:07 INFO Copy: 1000/752865 0.1%; Applied: 0; Backlog: 0/1000; Time: 1s(total), 1s(copy); streamer: mysql-bin.000001:4; Lag: 0.01s, HeartbeatLag: 0.02s, State: migrating; ETA: 1m19s []
      Copy: 2000/752865 0.2%; Applied: 0; Backlog: 0/1000; Time: 2s(total), 2s(copy); streamer: mysql-bin.000001:9; Lag: 0.01s, HeartbeatLag: 0.02s, State: migrating; ETA: 1m18s
      """;

  private final ManualClock clock = new ManualClock(NOW);
  private final List<Observation> observations = new ArrayList<>();
  private final List<LogMessage> messages = new ArrayList<>();

  @Test
  void tellsVersionSettingsAndEachSampleOnceWithItsTime() {
    follow(RUN);
    assertThat(observations)
        .filteredOn(Observation.VersionSeen.class::isInstance)
        .containsExactly(new Observation.VersionSeen(NOW, "1.1.10+head"));
    List<Observation.StatusSeen> seen =
        observations.stream()
            .filter(Observation.StatusSeen.class::isInstance)
            .map(Observation.StatusSeen.class::cast)
            .toList();
    assertThat(seen).allMatch(status -> status.source() == FigureSource.LOG);
    assertThat(requireNonNull(seen.getFirst().reply().hints()).settings().chunkSize())
        .isEqualTo(1000);
    assertThat(seen)
        .filteredOn(status -> status.reply().line() != null)
        .extracting(Observation.StatusSeen::at)
        .containsExactly(
            Instant.parse("2026-11-22T13:08:07Z"), Instant.parse("2026-11-22T13:08:08Z"));
  }

  @Test
  void aFatalLineThatWrapsAnErrorIsTheLastWord() {
    LiveLog log =
        follow(
            RUN
                + "2026-11-22 13:09:23 FATAL 2026-11-22 13:09:23 ERROR Cannot find table `shop`.`orders`\n");
    assertThat(log.lastWords())
        .isEqualTo(new LastWords(false, "Cannot find table `shop`.`orders`"));
    assertThat(messages.getLast())
        .isEqualTo(
            new LogMessage(
                LocalDateTime.parse("2026-11-22T13:09:23"),
                "FATAL",
                "Cannot find table `shop`.`orders`",
                true));
  }

  @Test
  void whatAnEarlierRunInTheSameFileSaidLastIsOver() {
    LiveLog log = follow(RUN + "2026-11-22 13:09:23 FATAL broken\n" + RUN);
    assertThat(log.lastWords()).isNull();
    log = follow(RUN + "# Done\n");
    assertThat(log.lastWords()).isEqualTo(new LastWords(true, null));
  }

  @Test
  void otherProgramsLinesAreNoMessages() {
    assertThat(LogMessage.of("[mysql] 2026/11/22 13:48:18 packets.go:122: closing bad idle"))
        .isNull();
    assertThat(LogMessage.of("2026-11-22 13:08:06 nonsense")).isNull();
    assertThat(LogMessage.of("2026-11-22 13:08:06")).isNull();
    assertThat(LogMessage.of("2026-11-22 13:08:06 WARNING lag []"))
        .isEqualTo(new LogMessage(LocalDateTime.parse("2026-11-22T13:08:06"), "WARNING", "lag"));
  }

  @Test
  void aHintBlockWithoutAStatusLineBehindItCountsToo() {
    LiveLog log = follow(RUN.lines().skip(1).limit(4).reduce("", (a, b) -> a + b + "\n"));
    assertThat(observations).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    log.idle();
    assertThat(observations)
        .singleElement()
        .isInstanceOfSatisfying(
            Observation.StatusSeen.class,
            seen -> {
              StatusReply reply = seen.reply();
              assertThat(reply.line()).isNull();
              assertThat(requireNonNull(reply.hints()).table()).hasToString("shop.orders");
            });
  }

  @Test
  void onceCaughtUpALineIsAsOldAsTheClockSaysHoweverThatWasSet() {
    LiveLog log = follow(RUN);
    clock.advance(Duration.ofHours(1));
    log.take(RUN.lines().skip(7).findFirst().orElseThrow().replace("2000/", "3000/"));
    assertThat(observations.getLast().at()).isEqualTo(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void settingsOfABacklogAreAsOldAsTheSampleBesideThem() {
    follow(RUN.lines().skip(1).reduce("", (a, b) -> a + b + "\n"));
    assertThat(observations.getFirst().at()).isEqualTo(Instant.parse("2026-11-22T13:08:06Z"));
  }

  @Test
  void anEarlierRunInTheSameFileIsLeftOut() {
    LiveLog log =
        new LiveLog(
            clock,
            ZoneOffset.UTC,
            new FollowedOutput(Instant.parse("2026-11-22T13:30:00Z"), null),
            observations::add,
            (_, message) -> messages.add(message));
    (RUN + "2026-11-22 13:09:23 FATAL broken\n").lines().forEach(log::take);
    assertThat(observations).isEmpty();
    assertThat(log.lastWords()).isNull();
    RUN.replace("13:08:06", "13:31:06").lines().forEach(log::take);
    assertThat(observations).first().isEqualTo(new Observation.VersionSeen(NOW, "1.1.10+head"));
    assertThat(observations).hasSize(4);
  }

  @Test
  void aBlockOfHintsReadInPiecesIsOneReading() {
    LiveLog log = follow("");
    List<String> block = RUN.lines().skip(1).limit(4).toList();
    for (String line : block) {
      log.take(line);
      log.caughtUp();
      log.idle();
      clock.advance(Duration.ofMillis(20));
    }
    assertThat(observations).isEmpty();
    log.take("# throttle-query: select 1");
    log.caughtUp();
    log.take(RUN.lines().skip(5).findFirst().orElseThrow());
    assertThat(observations).hasSize(2);
    assertThat(observations.getFirst())
        .isInstanceOfSatisfying(
            Observation.StatusSeen.class,
            seen ->
                assertThat(requireNonNull(seen.reply().hints()).settings().throttleQuery())
                    .isEqualTo("select 1"));
  }

  @Test
  void linesOfOtherThreadsInABlockOfHintsDoNotEndIt() {
    List<String> lines = RUN.lines().toList();
    LiveLog log = follow("");
    log.take(lines.get(0));
    log.take(lines.get(1));
    log.take("2026-11-22 13:08:06 INFO Intercepted changelog state ReadMigrationRangeValues");
    log.take("[2026/11/22 13:08:06] [info] binlogsyncer.go:133 rotate");
    lines.subList(2, 5).forEach(log::take);
    log.take("# Serving on unix socket: /tmp/gh-ost.shop.orders.sock");
    log.take(lines.get(5));
    assertThat(settings()).containsExactly(1000L);
    // A status line of another client of the socket, and a block of one more.
    lines.subList(1, 5).forEach(log::take);
    log.take(lines.get(7));
    log.take("# throttle-query: select 1");
    log.take(lines.get(1));
    log.take("# Serving on unix socket: /tmp/gh-ost.shop.orders.sock");
    log.take(lines.get(7).replace("2000/", "3000/"));
    log.take(lines.get(7).replace("2000/", "4000/"));
    assertThat(settings()).containsExactly(1000L, 1000L);
  }

  private List<@Nullable Long> settings() {
    List<@Nullable Long> seen = new ArrayList<>();
    for (Observation observation : observations) {
      if (observation instanceof Observation.StatusSeen status && status.reply().hints() != null) {
        seen.add(status.reply().hints().settings().chunkSize());
      }
    }
    return seen;
  }

  @Test
  void whatTheNextRunPrintsToTheSameFileIsNotThisRuns() {
    LiveLog log = follow(RUN);
    log.take("2026-11-22 13:09:00 INFO Done migrating `shop`.`orders`");
    log.take("2026-11-22 13:09:00 INFO Done");
    int seen = observations.size();
    RUN.replace("13:08:06", "13:09:02")
        .replace("chunk-size: 1000", "chunk-size: 300")
        .concat("2026-11-22 13:09:03 FATAL broken\n")
        .lines()
        .forEach(log::take);
    log.caughtUp();
    assertThat(observations).hasSize(seen);
    assertThat(messages).noneMatch(message -> message.text().equals("broken"));
    assertThat(log.lastWords()).isEqualTo(new LastWords(true, null));
  }

  @Test
  void anEarlierRunThatEndedASecondBeforeLendsNothing() {
    LiveLog log =
        new LiveLog(
            clock,
            ZoneOffset.UTC,
            new FollowedOutput(Instant.parse("2026-11-22T13:08:08.120Z"), null),
            observations::add,
            (_, message) -> messages.add(message));
    (RUN
            + "2026-11-22 13:08:07 ERROR not mine\n"
            + RUN.replace("13:08:06", "13:08:08").replace("chunk-size: 1000", "chunk-size: 300"))
        .lines()
        .forEach(log::take);
    log.caughtUp();
    assertThat(observations)
        .filteredOn(Observation.StatusSeen.class::isInstance)
        .extracting(seen -> ((Observation.StatusSeen) seen).reply().hints())
        .filteredOn(hints -> hints != null)
        .extracting(hints -> requireNonNull(hints).settings().chunkSize())
        .containsExactly(300L);
    assertThat(messages).noneMatch(message -> message.text().equals("not mine"));
  }

  @Test
  void aFileOfItsOwnForLogLinesIsDividedByTheirDates() {
    LiveLog log =
        new LiveLog(
            clock,
            ZoneOffset.UTC,
            new FollowedOutput(Instant.parse("2026-11-22T13:08:06.120Z"), null),
            observations::add,
            (_, message) -> messages.add(message));
    log.take("2026-11-22 13:08:05 ERROR that one broke");
    log.take("2026-11-22 13:08:06 ERROR not this one");
    log.caughtUp();
    log.take("2026-11-22 13:08:07 ERROR nor this");
    assertThat(messages)
        .extracting(LogMessage::text)
        .containsExactly("not this one", "nor this");
  }

  @Test
  void aRunOfAnotherTableInTheSameFileIsLeftOut() {
    LiveLog log =
        new LiveLog(
            clock,
            ZoneOffset.UTC,
            new FollowedOutput(null, new TableName("shop", "orders")),
            observations::add,
            (_, message) -> messages.add(message));
    RUN.lines().forEach(log::take);
    log.caughtUp();
    int seen = observations.size();
    RUN.replace("`orders`", "`users`").replace("13:08:06", "13:08:09").lines().forEach(log::take);
    assertThat(observations).hasSize(seen);
    RUN.replace("Copy: 1000/", "Copy: 7000/").lines().skip(1).limit(5).forEach(log::take);
    assertThat(observations).hasSize(seen + 2);
  }

  @Test
  void aRunThatSeemsTooOldAndGoesOnIsTheRightOneAfterAClockWasSet() {
    LiveLog log =
        new LiveLog(
            clock,
            ZoneOffset.UTC,
            new FollowedOutput(Instant.parse("2026-11-22T13:30:00Z"), null),
            observations::add,
            (_, message) -> messages.add(message));
    RUN.lines().forEach(log::take);
    log.caughtUp();
    assertThat(observations).isEmpty();
    log.take(RUN.lines().skip(7).findFirst().orElseThrow().replace("2000/", "3000/"));
    assertThat(observations).hasSize(3);
    assertThat(observations.getFirst()).isEqualTo(new Observation.VersionSeen(NOW, "1.1.10+head"));
  }

  private LiveLog follow(String text) {
    LiveLog log =
        new LiveLog(
            clock,
            ZoneOffset.UTC,
            new FollowedOutput(null, null),
            observations::add,
            (_, message) -> messages.add(message));
    text.lines().forEach(log::take);
    log.caughtUp();
    return log;
  }
}
