package dev.ghostwatch.alert.rule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.config.rule.RuleConfig;
import dev.ghostwatch.config.rule.RulesConfig;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.host.HostFigures;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.BinlogFigures;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.simulator.Incident;
import dev.ghostwatch.simulator.Stories;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.text.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each built-in rule in a story in which it fires, and in a near miss. */
class BuiltInRulesTest {
  private static final Duration ENOUGH = Duration.ofHours(2);
  private static final List<String> MILESTONES =
      List.of("Progress25", "Progress50", "Progress75", "Progress90");

  private static Story healthy() {
    return Stories.byName("healthy");
  }

  @Test
  void allAreReadWithoutAProblem() {
    LoadedRules loaded =
        LoadedRules.of(
            RulesConfig.DEFAULT.withPolicies(List.of(RulesConfig.Policy.values())),
            Map.of(),
            new Vocabularies());
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.rules().all()).hasSizeGreaterThan(30);
    assertThat(loaded.rules().all())
        .allSatisfy(rule -> assertThat(rule.texts()).containsKeys(Language.EN, Language.ZH));
  }

  @Test
  void allTextsCanBeRead() {
    // As if they were somebody's own: their texts are then read at once.
    List<RuleConfig> rules = new ArrayList<>(BuiltInRules.all());
    for (RulesConfig.Policy policy : RulesConfig.Policy.values()) {
      rules.addAll(BuiltInRules.of(policy));
    }
    Set<String> names = new HashSet<>();
    rules.removeIf(rule -> !names.add(rule.name().text()));
    LoadedRules loaded = LoadedRules.of(RulesConfig.Mode.ACT, rules, new Vocabularies());
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.rules().all()).hasSize(rules.size()).hasSizeGreaterThan(30);
  }

  @Test
  void aHealthyRunTellsItsMilestonesAndItsEnd() {
    StoryRun run = StoryRun.of("healthy").pass(ENOUGH);
    assertThat(run.names())
        .containsExactly("Progress25", "Progress50", "Progress75", "Progress90", "Succeeded");
    assertThat(run.alerts)
        .allSatisfy(alert -> assertThat(alert.annotations()).containsEntry("recovery", "untold"));
    assertThat(requireNonNull(run.first("Succeeded")).text(Language.ZH).title())
        .isEqualTo("shop.orders：迁移成功");
  }

  @Test
  void lagOverFiveSecondsFiresAndEnds() {
    StoryRun run = StoryRun.of("lagging-replica").pass(Duration.ofMinutes(20));
    assertThat(run.names()).contains("HighLag");
    assertThat(run.ended()).contains("HighLag");
    assertThat(requireNonNull(run.first("HighLag")).text(Language.EN).title())
        .startsWith("shop.orders: replication lag ");
  }

  @Test
  void lagUnderFiveSecondsDoesNot() {
    StoryRun run = StoryRun.of("slow-replica").pass(Duration.ofMinutes(30));
    assertThat(run.names()).doesNotContain("HighLag");
  }

  @Test
  void aBlockedCopyIsStuckAfterTenMinutesOfItsOwnTime() {
    Story blocked =
        healthy().and(new Incident.CopyBlocked(Duration.ofMinutes(5), Duration.ofMinutes(12)));
    assertThat(new StoryRun(blocked).pass(Duration.ofMinutes(20)).began())
        .contains("ProgressStuck +900s");
    Story shorter =
        healthy().and(new Incident.CopyBlocked(Duration.ofMinutes(5), Duration.ofMinutes(9)));
    assertThat(new StoryRun(shorter).pass(Duration.ofMinutes(20)).names())
        .doesNotContain("ProgressStuck");
  }

  @Test
  void aThrottledOrPostponedRunIsNotStuck() {
    Story throttled =
        healthy()
            .withOptions(
                healthy().options().withFlagFiles("/tmp/t", "/tmp/gh-ost.throttle", "", ""))
            .and(new Incident.ThrottleFlag(Duration.ofMinutes(5), Duration.ofMinutes(40)));
    assertThat(new StoryRun(throttled).pass(Duration.ofMinutes(44)).names())
        .contains("MostlyThrottled")
        .doesNotContain("ProgressStuck", "BacklogFull");
    assertThat(StoryRun.of("postponed").pass(Duration.ofHours(2)).names())
        .contains("ReadyForCutOver")
        .doesNotContain("ProgressStuck");
  }

  @Test
  void shortThrottlingIsNotMost() {
    assertThat(StoryRun.of("max-load").pass(ENOUGH).names()).doesNotContain("MostlyThrottled");
  }

  @Test
  void aBacklogThatStaysFullFires() {
    assertThat(StoryRun.of("stuck-applier").pass(Duration.ofMinutes(30)).began())
        .contains("BacklogFull +665s");
    assertThat(StoryRun.of("blocked-copy").pass(ENOUGH).names()).doesNotContain("BacklogFull");
  }

  @Test
  void aPostponementOfFourHoursIsTooLong() {
    Story postponed = Stories.byName("postponed");
    Story longer = postponed.and(new Incident.PostponeFlag(Duration.ZERO, Duration.ofHours(6)));
    assertThat(new StoryRun(longer).pass(Duration.ofHours(5)).names()).contains("PostponedTooLong");
    assertThat(new StoryRun(postponed).pass(Duration.ofHours(5)).names())
        .doesNotContain("PostponedTooLong");
  }

  @Test
  void cutOversThatFailHalfTheTimesFire() {
    StoryRun run = StoryRun.of("cut-over-fails").asProcess("--default-retries=10").pass(ENOUGH);
    assertThat(run.names()).contains("CutOverFailing", "ErrorInLog", "FatalInLog", "Failed");
    assertThat(StoryRun.of("cut-over-retries").pass(ENOUGH).names())
        .contains("ErrorInLog")
        .doesNotContain("CutOverFailing", "FatalInLog");
  }

  @Test
  void endsAreTold() {
    assertThat(StoryRun.of("killed").pass(ENOUGH).names()).containsExactly("Vanished");
    assertThat(StoryRun.of("panic").pass(ENOUGH).names())
        .contains("Failed", "FatalInLog")
        .doesNotContain("Succeeded", "Vanished");
  }

  @Test
  void criticalLoadIsNearFromFourFifthsOn() {
    assertThat(near(399)).doesNotContain("CriticalLoadNear");
    assertThat(near(400)).contains("CriticalLoadNear");
  }

  private static List<String> near(int threads) {
    return StoryRun.of("healthy")
        .with(_ -> around(server(Map.of("Threads_running", "" + threads), null), null))
        .pass(Duration.ofMinutes(2))
        .names();
  }

  @Test
  void aBinaryLogAboutToBePurgedFires() {
    assertThat(purgedAfter(3_000)).contains("BinlogPurgeNear");
    assertThat(purgedAfter(30_000)).doesNotContain("BinlogPurgeNear");
  }

  private static List<String> purgedAfter(long seconds) {
    return StoryRun.of("healthy")
        .with(snapshot -> around(server(Map.of(), binlogs(snapshot, seconds)), null))
        .pass(Duration.ofMinutes(1))
        .names();
  }

  /** The file that gh-ost reads was closed at the beginning. */
  private static @Nullable BinlogFigures binlogs(Snapshot snapshot, long expire) {
    if (snapshot.line() == null || snapshot.line().coordinates() == null) {
      return null;
    }
    String file = snapshot.line().coordinates().text().split(":", -1)[0];
    return new BinlogFigures(
        StoryRun.START,
        List.of(
            new BinlogFigures.BinlogFile(file, 1, StoryRun.START),
            new BinlogFigures.BinlogFile(file + "9", 1, null)),
        expire,
        null,
        null);
  }

  private static ServerFigures server(
      Map<String, String> variables, @Nullable BinlogFigures binlogs) {
    return ServerFigures.of("db1", "db1:3306", StoryRun.START)
        .watchedVariables(variables)
        .channels(List.of())
        .binlogs(binlogs)
        .build();
  }

  private static ServersAndHost around(ServerFigures server, @Nullable HostFigures host) {
    return new ServersAndHost(List.of(server), host, Map.of());
  }

  @Test
  void milestonesAreToldOnceEach() {
    StoryRun run = StoryRun.of("over-estimate").pass(ENOUGH);
    assertThat(run.names().stream().filter(MILESTONES::contains)).isEqualTo(MILESTONES);
  }

  static ProcessFacts process(String... arguments) {
    return new ProcessFacts(
        1, null, null, null, null, List.of(arguments), false, null, null, null, "file");
  }
}
