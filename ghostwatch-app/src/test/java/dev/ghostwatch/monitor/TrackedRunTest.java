package dev.ghostwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.command.Command;
import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.host.KernelEvidence;
import dev.ghostwatch.source.discovery.Discovery;
import dev.ghostwatch.source.discovery.DiscoveryOptions;
import dev.ghostwatch.source.host.KernelLog;
import dev.ghostwatch.source.log.LastWords;
import dev.ghostwatch.testing.FakeProc;
import dev.ghostwatch.testing.WallClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackedRunTest {
  private static final Instant START = Instant.parse("2026-11-22T13:08:06Z");
  private static final String HELP =
      """
      available commands:
      status                               # Print a detailed status message
      sup                                  # Print a short status message
      chunk-size=<newsize>                 # Set a new chunk-size
      postpone-cut-over-flag-file=<path>   # Postpone the cut-over
      - use '?' (question mark) as argument to get info rather than set. e.g. "max-load=?" will just print out current max-load.
      """;
  private static final String HINTS =
      """
      # Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`
      # Migrating db1:3306; inspecting db2:3306; executing on util1
      # Migration started at Sun Nov 22 13:08:06 +0000 2026
      # chunk-size: %d; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: ; critical-load: ; nice-ratio: 0.000000
      """;

  private static final String SOCKET = "/tmp/gh-ost.shop.orders.sock";

  private FakeProc proc;
  private final WallClock clock = new WallClock(START);
  private final FakeGhost ghost = new FakeGhost();
  private final Heard heard = new Heard();
  private final TrackedRun run =
      new TrackedRun(
          RunningMigration.at(ghost.endpoint(), ghost, clock), with(Path.of("/nonexistent")));

  @BeforeEach
  void build(@TempDir Path folder) {
    proc = new FakeProc(folder);
  }

  @Test
  void asksHelpFirstAndOneSupInTenSeconds() throws InterruptedException {
    run.attach();
    pass(60);
    assertThat(ghost.asked.subList(0, 2)).containsExactly("help", "status");
    assertThat(ghost.asked.stream().filter(word -> word.equals("sup"))).hasSize(6);
    assertThat(ghost.asked).hasSize(8);
    assertThat(heard.log.getFirst()).isEqualTo("began shop.orders@20261122T130806Z");
    assertThat(heard.samples).hasSize(7);
  }

  @Test
  void asksNothingThatCostsWhileTheLogTellsTheSame() throws InterruptedException {
    for (int second = 0; second < 300; second++) {
      if (second % 30 == 0) {
        logShows(HINTS.formatted(1000) + line(second, "migrating"));
      }
      if (second == 1) {
        run.attach();
      }
      clock.advance(Duration.ofSeconds(1));
      run.step(null);
    }
    assertThat(ghost.asked).containsExactly("help");
    assertThat(heard.samples).hasSize(10);
    assertThat(run.snapshot().sources())
        .singleElement()
        .satisfies(age -> assertThat(age.source()).isEqualTo(FigureSource.LOG));
  }

  @Test
  void asksAgainWhenTheLogFallsSilent() throws InterruptedException {
    logShows(HINTS.formatted(1000) + line(0, "migrating"));
    run.attach();
    pass(44);
    assertThat(ghost.asked).containsExactly("help");
    pass(1);
    assertThat(ghost.asked).hasSize(2);
  }

  @Test
  void countsASampleSeenByTwoSourcesOnce() throws InterruptedException {
    run.attach();
    logShows(ghost.lastLine);
    assertThat(heard.samples).hasSize(1);
    assertThat(run.snapshot().sources()).hasSize(2);
  }

  @Test
  void tellsThrottlingPostponementAndSettings() throws InterruptedException {
    run.attach();
    ghost.state = "throttled, max-load Threads_running=90 >= 50";
    pass(11);
    ghost.state = "postponing cut-over";
    ghost.chunkSize = 500;
    pass(21);
    assertThat(heard.log)
        .contains(
            "throttle max-load Threads_running=90 >= 50",
            "resume max-load",
            "postponed postponing cut-over",
            "setting chunk-size 1000 -> 500");
  }

  @Test
  void vanishesWhenItsSocketIsLeftBehindAndNobodyAnswers() throws InterruptedException {
    run.attach();
    ghost.failure = ControlException.Kind.STALE;
    pass(12);
    assertThat(run.snapshot().lifecycle()).isEqualTo(Lifecycle.VANISHED);
    assertThat(heard.log.getLast()).startsWith("ended vanished");
  }

  @Test
  void aTotalTimeThatFallsIsAnotherRun() throws InterruptedException {
    run.attach();
    pass(20);
    ghost.restartedAt = clock.instant();
    pass(11);
    assertThat(run.endedAt()).isNotNull();
  }

  @Test
  void anotherStartIsAnotherRunWhateverItsTotalTime() throws InterruptedException {
    logShows(HINTS.formatted(1000).replace("13:08:06", "13:00:00") + line(0, "migrating"));
    pass(60);
    assertThat(run.endedAt()).isNotNull();
    assertThat(run.snapshot().startedAt()).isEqualTo("2026-11-22T13:00:00Z");
  }

  @Test
  void whatHappensBeforeTheRunHasANameIsToldOnceItHas() {
    run.happened(
        new MigrationEvent(START, MigrationEvent.WARNING, "beware", FigureSource.LOG));
    assertThat(heard.log).isEmpty();
    logShows(HINTS.formatted(1000) + line(0, "migrating"));
    assertThat(heard.log)
        .containsExactly("began shop.orders@20261122T130806Z", "warning beware");
  }

  @Test
  void whatHappenedToARunThatNeverSaidItsNameIsToldAtItsEnd() throws InterruptedException {
    TrackedRun failed = process(500);
    failed.happened(new MigrationEvent(START, MigrationEvent.FATAL, "no table", FigureSource.LOG));
    proc.gone(42);
    failed.step(new LastWords(false, "no table"));
    assertThat(heard.log).startsWith("fatal no table", "failed no table");
  }

  @Test
  void asksForSettingsAloneWhileStatsdTellsTheRest() throws InterruptedException {
    run.attach();
    ghost.asked.clear();
    for (int second = 0; second < 1200; second++) {
      if (second % 5 == 0) {
        run.observe(Flushes.of(clock.instant(), second * 1000L, false));
      }
      clock.advance(Duration.ofSeconds(1));
      run.step(null);
    }
    assertThat(ghost.asked).containsOnly("chunk-size=?").hasSize(2);
    assertThat(heard.samples).hasSizeGreaterThan(230);
  }

  @Test
  void aClockSetBackAnHourNeitherSilencesItNorEndsTheRun() throws InterruptedException {
    run.attach();
    pass(30);
    int asked = ghost.asked.size();
    ghost.restartedAt = START.minusSeconds(3600);
    clock.set(clock.instant().minusSeconds(3600));
    pass(30);
    assertThat(ghost.asked.size() - asked).isBetween(3, 4);
    assertThat(run.endedAt()).isNull();
    assertThat(run.snapshot().observedAt())
        .isBetween(clock.instant().minusSeconds(10), clock.instant());
  }

  @Test
  void vanishesWithTheKernelsWordOnItsProcess() throws InterruptedException {
    TrackedRun killed = process(500);
    killed.attach();
    killed.observe(Flushes.of(clock.instant(), 1000, false));
    proc.gone(42);
    killed.step(null);
    assertThat(killed.snapshot().lifecycle()).isEqualTo(Lifecycle.VANISHED);
    assertThat(heard.log)
        .contains(
            "vanished process 42 is gone, there is no socket file, no log of it could be read; the"
                + " kernel says: Out of memory: Killed process 42 (gh-ost) total-vm:1kB")
        .contains(
            "ended vanished outcome.vanished.memory"
                + " [Out of memory: Killed process 42 (gh-ost) total-vm:1kB]");
  }

  @Test
  void anotherProcessWithItsNumberIsNotIt() throws InterruptedException {
    TrackedRun followed = process(500);
    followed.attach();
    followed.step(null);
    assertThat(followed.endedAt()).isNull();
    proc.process(42, "bash", "bash").startedAtTick(900, 1);
    followed.step(null);
    assertThat(followed.snapshot().lifecycle()).isEqualTo(Lifecycle.VANISHED);
  }

  @Test
  void aProcessThatHasEndedAndWaitsForItsParentIsGone() throws InterruptedException {
    TrackedRun followed = process(500);
    followed.attach();
    proc.text("42/stat", "42 (gh-ost) Z 1 0 0 0 -1 0 1 2 3 4 5 6 7 8 20 0 9 0 500 9\n");
    followed.step(null);
    assertThat(followed.endedAt()).isNotNull();
  }

  /** The same gh-ost, seen as a process of this host. */
  private TrackedRun process(long tick) {
    proc.ghost(42, "--database=shop", "--table=orders", "--serve-socket-file=" + SOCKET)
        .startedAtTick(tick, 1)
        .opened(5, "socket:[1042]");
    proc.listens(1042, SOCKET);
    RunningMigration found =
        new RunningMigrations(new Discovery(proc.root), _ -> ghost, clock)
            .discover(DiscoveryOptions.everythingIn(List.of()))
            .getFirst();
    assertThat(found.process()).isNotNull();
    return new TrackedRun(found, with(proc.root));
  }

  private Following with(Path processes) {
    return new Following(
        () -> PollPolicy.STANDARD,
        heard,
        FollowObserver.NOBODY,
        clock,
        clock::advance,
        processes,
        (pid, _) ->
            new KernelLog.Found(
                new KernelEvidence(
                    KernelEvidence.Kind.OUT_OF_MEMORY,
                    null,
                    "Out of memory: Killed process " + pid + " (gh-ost) total-vm:1kB"),
                null),
        Following.Outputs.OF_THIS_HOST);
  }

  private void pass(int seconds) throws InterruptedException {
    for (int i = 0; i < seconds && run.endedAt() == null; i++) {
      clock.advance(Duration.ofSeconds(1));
      run.step(null);
    }
  }

  private void logShows(String text) {
    run.observe(
        new Observation.StatusSeen(clock.instant(), FigureSource.LOG, StatusReply.parse(text)));
  }

  private static String line(long second, String state) {
    return "Copy: %d/752865 1.0%%; Applied: 0; Backlog: 0/1000; Time: %ds(total), %ds(copy); streamer: mysql-bin.000001:4; Lag: 0.01s, HeartbeatLag: 0.02s, State: %s; ETA: 1m19s"
        .formatted(second * 1000 + 1000, second, second, state);
  }

  /** Answers as a gh-ost would and notes what it was asked. */
  private final class FakeGhost implements CommandChannel {
    final List<String> asked = new ArrayList<>();
    String state = "migrating";
    String lastLine = "";
    long chunkSize = 1000;
    Instant restartedAt = START;
    ControlException.@Nullable Kind failure;

    @Override
    public Endpoint endpoint() {
      return new Endpoint.UnixSocket(Path.of(SOCKET));
    }

    @Override
    public String exchange(Command command) throws ControlException {
      if (failure != null) {
        throw new ControlException(failure, endpoint(), "no", null);
      }
      asked.add(command.wire());
      lastLine = line(Duration.between(restartedAt, clock.instant()).toSeconds(), state) + "\n";
      return switch (command.wire()) {
        case "help" -> HELP;
        case "status" -> HINTS.formatted(chunkSize) + lastLine;
        case "sup" -> lastLine;
        case "chunk-size=?" -> chunkSize + "\n";
        default -> throw new AssertionError("the agent must not send " + command.wire());
      };
    }
  }

  private static final class Heard implements RunListener {
    final List<String> log = new ArrayList<>();
    final List<Sample> samples = new ArrayList<>();

    @Override
    public void began(Snapshot snapshot) {
      log.add("began " + snapshot.id());
    }

    @Override
    public void sampled(Snapshot snapshot, Sample sample) {
      samples.add(sample);
    }

    @Override
    public void settingsChanged(Snapshot snapshot, @Nullable Settings before, Settings after) {
      if (before != null) {
        SettingDifferences.between(before, after)
            .values()
            .forEach(change ->
                log.add(
                    "setting " + change.name() + " " + change.before() + " -> " + change.after()));
      }
    }

    @Override
    public void happened(Snapshot snapshot, MigrationEvent event) {
      log.add(event.type() + " " + event.text());
    }

    @Override
    public void ended(Snapshot snapshot, Outcome outcome) {
      log.add(
          "ended "
              + outcome.lifecycle().jsonName()
              + " "
              + outcome.evidence().key()
              + " "
              + outcome.evidence().arguments());
    }
  }
}
