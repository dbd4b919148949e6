package dev.ghostwatch.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.alert.subject.AgentHealth;
import dev.ghostwatch.alert.subject.Subject;
import dev.ghostwatch.config.rule.RuleFile;
import dev.ghostwatch.config.rule.RulesConfig;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.text.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of alerts, on a rule about the agent: the store's lag stands for any figure. */
class LifeCycleTest {
  private static final Instant START = Instant.parse("2026-11-22T13:08:06Z");
  private static final Vocabularies VOCABULARIES = new Vocabularies();
  private static final String RULES =
      """
      rules:
        - name: Behind
          each: agent
          expr: agent.storeLagSeconds > 60.0
          for: 30s
          keep-firing-for: 20s
          title: "behind {agent.storeLagSeconds}"
        - name: Broken
          each: agent
          expr: 10 / agent.failingRules > 1
      """;

  @TempDir Path folder;
  private RuleEngine engine = engine(List.of());
  private final List<RuleState> kept = new ArrayList<>();
  private final List<Alert> told = new ArrayList<>();
  private Instant now = START;

  private static RuleEngine engine(List<RuleState> before) {
    LoadedRules loaded =
        LoadedRules.of(RulesConfig.Mode.ACT, RuleFile.parse(RULES, null).rules(), VOCABULARIES);
    assertThat(loaded.problems()).isEmpty();
    return new RuleEngine(loaded.rules(), LifeCycle.LIVE, before);
  }

  private void pass(int seconds, @Nullable Double lag) {
    for (int i = 0; i < seconds; i++) {
      now = now.plusSeconds(1);
      ask(lag);
    }
  }

  private void ask(@Nullable Double lag) {
    AgentHealth health = new AgentHealth(1, 0, lag, 0.0, 0L, 0);
    Step step = engine.evaluate(new Subject.OfAgent(ServersAndHost.NOTHING, health, now), now);
    kept.addAll(step.changed());
    told.addAll(step.alerts());
  }

  private Phase phase() {
    return engine.views().stream()
        .filter(view -> view.state().rule().equals("Behind"))
        .map(view -> view.state().phase())
        .findFirst()
        .orElse(Phase.INACTIVE);
  }

  @Test
  void waitsForItsTimeFiresAndEnds() {
    pass(30, 61.0);
    assertThat(phase()).isEqualTo(Phase.PENDING);
    assertThat(told).isEmpty();
    pass(1, 65.0);
    assertThat(phase()).isEqualTo(Phase.FIRING);
    assertThat(told)
        .singleElement()
        .satisfies(alert -> {
          assertThat(alert.startsAt()).isEqualTo(START.plusSeconds(31));
          assertThat(alert.text(Language.EN).title()).isEqualTo("behind 65");
        });
    pass(19, 1.0);
    assertThat(phase()).isEqualTo(Phase.FIRING);
    pass(1, 1.0);
    assertThat(phase()).isEqualTo(Phase.RESOLVED);
    assertThat(told.getLast().endsAt()).isEqualTo(now);
    assertThat(told).hasSize(2);
    pass(900, 1.0);
    assertThat(phase()).isEqualTo(Phase.INACTIVE);
    assertThat(told).hasSize(2);
  }

  @Test
  void aConditionThatEndsEarlyWasNothing() {
    pass(30, 61.0);
    pass(1, 1.0);
    pass(30, 61.0);
    assertThat(phase()).isEqualTo(Phase.PENDING);
    assertThat(told).isEmpty();
  }

  @Test
  void withoutDataItIsNeitherWellNorIll() {
    pass(1, null);
    assertThat(phase()).isEqualTo(Phase.NO_DATA);
    pass(10, 61.0);
    pass(1, null);
    assertThat(phase()).isEqualTo(Phase.NO_DATA);
    pass(31, 61.0);
    assertThat(phase()).isEqualTo(Phase.FIRING);
    pass(600, null);
    assertThat(phase()).isEqualTo(Phase.FIRING);
    assertThat(told).hasSize(1);
    pass(1, 1.0);
    assertThat(phase()).isEqualTo(Phase.RESOLVED);
  }

  @Test
  void aRuleThatCannotBeComputedLeavesTheOthersAlone() {
    pass(40, 61.0);
    assertThat(phase()).isEqualTo(Phase.FIRING);
    assertThat(engine.failing()).isEqualTo(1);
    assertThat(engine.views())
        .filteredOn(view -> view.state().rule().equals("Broken"))
        .singleElement()
        .satisfies(view -> {
          assertThat(view.state().phase()).isEqualTo(Phase.NO_DATA);
          assertThat(view.looks().getLast().verdict()).isEqualTo(new Verdict.Failed("/ by zero"));
          assertThat(view.looks().getLast().inputs()).containsEntry("agent.failingRules", "0");
        });
  }

  @Test
  void remembersWhyItFired() {
    pass(31, 61.5);
    assertThat(engine.views())
        .filteredOn(view -> view.state().rule().equals("Behind"))
        .singleElement()
        .satisfies(view -> {
          assertThat(view.condition()).isEqualTo("agent.storeLagSeconds > 60.0");
          assertThat(view.looks()).hasSize(10);
          assertThat(view.looks().getLast().inputs())
              .containsEntry("agent.storeLagSeconds", "61.5");
        });
  }

  @Test
  void aClockThatIsSetBackOrForwardNeitherFiresNorForgets() {
    pass(20, 61.0);
    now = now.minus(Duration.ofHours(3));
    ask(61.0);
    assertThat(phase()).isEqualTo(Phase.PENDING);
    pass(5, 61.0);
    assertThat(phase()).isEqualTo(Phase.PENDING);
    pass(6, 61.0);
    assertThat(phase()).isEqualTo(Phase.FIRING);
    now = now.minus(Duration.ofHours(1));
    ask(61.0);
    assertThat(told).hasSize(1);
    assertThat(engine.alerts(now).getFirst().startsAt()).isBeforeOrEqualTo(now);
  }

  @Test
  void timeInWhichNobodyLookedCountsTwoMinutesAtMost() {
    LifeCycle cycle = new LifeCycle(Duration.ofSeconds(5));
    Rule<?> rule = engine.rules().agent().getFirst();
    RuleState state = cycle.step(rule, rule.labels(), null, new Verdict.Holds(), START);
    state = cycle.step(rule, rule.labels(), state, new Verdict.Holds(), START.plusSeconds(3600));
    assertThat(state.phase()).isEqualTo(Phase.PENDING);
    state = cycle.step(rule, rule.labels(), state, new Verdict.Holds(), START.plusSeconds(3605));
    assertThat(state.phase()).isEqualTo(Phase.PENDING);
    for (int second = 3606; second < 3626; second++) {
      state =
          cycle.step(rule, rule.labels(), state, new Verdict.Holds(), START.plusSeconds(second));
    }
    assertThat(state.phase()).isEqualTo(Phase.FIRING);
  }

  @Test
  void aRestartNeitherRepeatsNorForgets() throws Exception {
    RuleStore store = new RuleStore(AlertDatabase.open(folder.resolve("alerts.db")));
    pass(40, 61.0);
    store.keep(kept);
    List<RuleState> before = store.kept();
    assertThat(before)
        .singleElement()
        .satisfies(state -> assertThat(state.phase()).isEqualTo(Phase.FIRING));
    Instant began = told.getFirst().startsAt();
    told.clear();
    kept.clear();
    engine = engine(before);
    now = now.plusSeconds(60);
    ask(62.0);
    assertThat(told).isEmpty();
    assertThat(engine.alerts(now))
        .singleElement()
        .satisfies(alert -> assertThat(alert.startsAt()).isEqualTo(began));
    pass(21, 1.0);
    assertThat(told).singleElement().satisfies(alert -> assertThat(alert.endsAt()).isNotNull());
    store.keep(kept);
    // The end is remembered for a while: it must be told although the process may be killed now.
    engine = engine(store.kept());
    ask(1.0);
    assertThat(engine.alerts(now))
        .singleElement()
        .satisfies(alert -> assertThat(alert.endsAt()).isNotNull());
  }

  @Test
  void whatIsGoneAfterARestartEnds() throws Exception {
    RuleStore store = new RuleStore(AlertDatabase.open(folder.resolve("alerts.db")));
    pass(40, 61.0);
    RuleState firing = kept.getLast();
    RuleState other =
        new RuleState(
            "Behind",
            firing.labels().with("migration", "shop.gone"),
            Phase.FIRING,
            START,
            START,
            START,
            null,
            START,
            null,
            firing.texts());
    store.keep(List.of(other));
    engine = engine(store.kept());
    ask(1.0);
    assertThat(engine.sweep(now.plusSeconds(60)).alerts()).isEmpty();
    Step step = engine.sweep(now.plusSeconds(121));
    assertThat(step.alerts())
        .anySatisfy(alert -> {
          assertThat(alert.labels().get("migration")).isEqualTo("shop.gone");
          assertThat(alert.endsAt()).isNotNull();
        });
    store.keep(step.changed());
    assertThat(store.kept()).isEmpty();
  }
}
