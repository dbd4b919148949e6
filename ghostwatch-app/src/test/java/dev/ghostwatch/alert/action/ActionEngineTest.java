package dev.ghostwatch.alert.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.rule.Phase;
import dev.ghostwatch.alert.rule.RuleState;
import dev.ghostwatch.alert.rule.Step;
import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.config.rule.ActionConfig;
import dev.ghostwatch.config.rule.RuleFile;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Snapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What actions do, what keeps them from it, and what is taken back. */
class ActionEngineTest {
  private static final Instant START = Instant.parse("2026-11-22T13:08:06Z");

  @TempDir Path folder;
  private final FakeGhost ghost = new FakeGhost();
  private Holds holds = new NoHolds();
  private ActionEngine engine = engine(false);
  private Instant now = START;

  @BeforeEach
  void open() throws Exception {
    holds = new HoldStore(AlertDatabase.open(folder.resolve("alerts.db")));
    engine = engine(false);
  }

  private ActionEngine engine(boolean dryRun) {
    return new ActionEngine(
        holds, (_, _) -> ghost, (command, _, _, _) -> ghost.ran(command), dryRun, now());
  }

  private Instant now() {
    return now == null ? START : now;
  }

  private static Step.Acting firing(String rule, Instant since, String actions) {
    List<ActionConfig> configs =
        RuleFile.parse("rules: [{name: A, expr: 'true', actions: " + actions + "}]", null)
            .rules()
            .getFirst()
            .actions();
    RuleState state =
        new RuleState(
            rule,
            Labels.of(Map.of(Labels.ALERT_NAME, rule)),
            Phase.FIRING,
            since,
            since,
            since,
            null,
            since,
            null,
            Map.of());
    return new Step.Acting(state, configs);
  }

  private void act(int seconds, Step.Acting... acting) throws InterruptedException {
    now = START.plusSeconds(seconds);
    engine.act(snapshot(Lifecycle.RUNNING), List.of(acting), now);
  }

  private static Snapshot snapshot(Lifecycle lifecycle) {
    return Snapshot.of()
        .table(new TableName("shop", "orders"))
        .startedAt(START)
        .endpoint("unix:/tmp/x.sock")
        .observedAt(START)
        .lifecycle(lifecycle)
        .build();
  }

  @Test
  void setsAndGivesBack() throws InterruptedException {
    Step.Acting lag = firing("Lag", START, "[{set: {chunk-size: '200', nice-ratio: '1.0'}}]");
    act(1, lag);
    assertThat(ghost.sent).containsExactlyInAnyOrder("chunk-size=200", "nice-ratio=1.0");
    act(2, lag);
    assertThat(ghost.sent).hasSize(2);
    act(60);
    assertThat(ghost.settings)
        .containsEntry(Setting.CHUNK_SIZE, "1000")
        .containsEntry(Setting.NICE_RATIO, "0");
    assertThat(holds.all()).isEmpty();
  }

  @Test
  void leavesAloneWhatAHumanChangedMeanwhile() throws InterruptedException {
    act(1, firing("Lag", START, "[{set: {chunk-size: '200'}}]"));
    ghost.settings.put(Setting.CHUNK_SIZE, "700");
    act(60);
    assertThat(ghost.settings).containsEntry(Setting.CHUNK_SIZE, "700");
    assertThat(ghost.notes)
        .containsExactly(
            "chunk-size=1000 not done: the rule had set 200, somebody changed it since");
    assertThat(holds.all()).isEmpty();
  }

  @Test
  void twoRulesOnOneSettingGiveItBackInAnyOrder() throws InterruptedException {
    Step.Acting lag = firing("Lag", START, "[{set: {chunk-size: '200'}}]");
    Step.Acting load = firing("Load", START, "[{set: {chunk-size: '100'}}]");
    act(1, lag);
    act(2, lag, load);
    assertThat(ghost.settings).containsEntry(Setting.CHUNK_SIZE, "100");
    act(3, load);
    assertThat(ghost.settings).containsEntry(Setting.CHUNK_SIZE, "100");
    act(4);
    assertThat(ghost.settings).containsEntry(Setting.CHUNK_SIZE, "1000");
  }

  @Test
  void flappingIsHeldBackByCoolDownAndByTheHour() throws InterruptedException {
    String action = "[{set: {chunk-size: '200'}, cool-down: 10s, max-per-hour: 3}]";
    for (int second = 0; second < 120; second += 2) {
      act(second, firing("Lag", START.plusSeconds(second), action));
      act(second + 1);
    }
    assertThat(ghost.sent.stream().filter("chunk-size=200"::equals)).hasSize(3);
    assertThat(ghost.settings).containsEntry(Setting.CHUNK_SIZE, "1000");
    assertThat(ghost.notes).anyMatch(note -> note.contains("not done: cool-down until"));
    assertThat(ghost.notes).anyMatch(note -> note.contains("max-per-hour: 3 changes"));
  }

  @Test
  void factorsStayWithinTheirLimits() throws InterruptedException {
    act(1, firing("A", START, "[{set: {chunk-size: '*0.5'}, least: {chunk-size: '600'}}]"));
    assertThat(ghost.sent).containsExactly("chunk-size=600");
  }

  @Test
  void onlyMatchingMigrationsAreTouched() throws InterruptedException {
    act(1, firing("A", START, "[{throttle: true, migrations: ['test.*']}]"));
    assertThat(ghost.sent).isEmpty();
    act(2, firing("B", START, "[{throttle: true, migrations: ['shop.ord*']}]"));
    assertThat(ghost.sent).containsExactly("throttle");
  }

  @Test
  void aThrottleExpiresAndIsNotMadeAgainForTheSameAlert() throws InterruptedException {
    Step.Acting fatal = firing("Fatal", START, "[{throttle: true, expires: 30s}]");
    act(1, fatal);
    assertThat(ghost.throttled).isTrue();
    act(31, fatal);
    assertThat(ghost.throttled).isFalse();
    act(100, fatal);
    assertThat(ghost.sent).containsExactly("throttle", "no-throttle");
  }

  @Test
  void somebodysThrottleIsNotEnded() throws InterruptedException {
    ghost.throttled = true;
    Step.Acting fatal = firing("Fatal", START, "[{throttle: true}]");
    act(1, fatal);
    act(60);
    assertThat(ghost.throttled).isTrue();
    assertThat(ghost.sent).isEmpty();
  }

  @Test
  void aDryRunSendsNothing() throws InterruptedException {
    act(1, firing("Lag", START, "[{set: {chunk-size: '200'}, dry-run: true}]"));
    engine = engine(true);
    act(2, firing("Lag", START, "[{throttle: true}]"));
    assertThat(ghost.sent).isEmpty();
    assertThat(ghost.notes)
        .containsExactly(
            "chunk-size=200 dry run: nothing was sent", "throttle dry run: nothing was sent");
  }

  @Test
  void aKilledAgentGivesBackAfterItsRestart() throws InterruptedException {
    Step.Acting lag = firing("Lag", START, "[{set: {chunk-size: '200'}}]");
    act(1, lag);
    now = START.plusSeconds(50);
    engine = engine(false);
    assertThat(engine.holdsSomethingOf(snapshot(Lifecycle.RUNNING))).isTrue();
    act(51, lag);
    assertThat(ghost.sent).containsExactly("chunk-size=200");
    act(52);
    assertThat(ghost.settings).containsEntry(Setting.CHUNK_SIZE, "1000");
  }

  @Test
  void anAgentThatStopsGivesBackWhatItIsToldTo() throws InterruptedException {
    act(
        1,
        firing("Lag", START, "[{set: {chunk-size: '200'}}]"),
        firing("Fatal", START, "[{throttle: true, restore-on-stop: false}]"));
    engine.stop();
    assertThat(ghost.settings).containsEntry(Setting.CHUNK_SIZE, "1000");
    assertThat(ghost.throttled).isTrue();
  }

  @Test
  void aFailureIsTriedAgainAndAnEndedRunIsForgotten() throws InterruptedException {
    Step.Acting lag = firing("Lag", START, "[{set: {chunk-size: '200'}}]");
    ghost.fails = true;
    act(1, lag);
    assertThat(holds.all()).isEmpty();
    ghost.fails = false;
    act(5, lag);
    assertThat(ghost.sent).isEmpty();
    act(12, lag);
    assertThat(ghost.sent).containsExactly("chunk-size=200");
    engine.act(snapshot(Lifecycle.FAILED), List.of(), now);
    assertThat(holds.all()).isEmpty();
    assertThat(ghost.sent).hasSize(1);
  }

  @Test
  void runsAProgramOnceForAnAlert() throws InterruptedException {
    Step.Acting run = firing("A", START, "[{run: [/bin/page, dba]}]");
    act(1, run);
    act(2, run);
    assertThat(ghost.programs).containsExactly(List.of("/bin/page", "dba"));
  }

  /** Keeps nothing; stands in before the file is open. */
  private static final class NoHolds implements Holds {
    @Override
    public Hold add(Hold hold) {
      return hold;
    }

    @Override
    public void changeBefore(Hold hold) {
      // Nothing is kept.
    }

    @Override
    public void remove(Hold hold) {
      // Nothing is kept.
    }

    @Override
    public List<Hold> all() {
      return List.of();
    }
  }

  /** A gh-ost that does what it is told. */
  private static final class FakeGhost implements Controls {
    final Map<Setting, String> settings =
        new EnumMap<>(Map.of(Setting.CHUNK_SIZE, "1000", Setting.NICE_RATIO, "0"));
    final List<String> sent = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final List<List<String>> programs = new ArrayList<>();
    boolean throttled;
    boolean fails;

    String ran(List<String> command) {
      programs.add(command);
      return "ended with 0";
    }

    @Override
    public Map<Setting, String> settings() {
      return new EnumMap<>(settings);
    }

    @Override
    public boolean isThrottledByCommand() {
      return throttled;
    }

    @Override
    public @Nullable String set(Setting setting, String value) throws ActionFailedException {
      if (fails) {
        throw new ActionFailedException("no answer", new IllegalStateException());
      }
      sent.add(setting.wireName() + "=" + value);
      settings.put(setting, value);
      return value;
    }

    @Override
    public void throttle() {
      sent.add("throttle");
      throttled = true;
    }

    @Override
    public void resume() {
      sent.add("no-throttle");
      throttled = false;
    }

    @Override
    public Map<Setting, String> slower(Map<Setting, String> from) {
      return Map.of(Setting.CHUNK_SIZE, "500");
    }

    @Override
    public void note(String command, @Nullable String before, String why) {
      notes.add(command + " " + why);
    }
  }
}
