package dev.ghostwatch.alert.rule;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.subject.AgentHealth;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.config.rule.RulesConfig;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.monitor.LineEvents;
import dev.ghostwatch.monitor.MigrationMonitor;
import dev.ghostwatch.simulator.FlagFiles;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.RunIdentity;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.Stories;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.source.log.LogMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A simulated run under the rules, asked every five seconds of its own time. */
final class StoryRun {
  static final Instant START = Instant.parse("2026-11-22T13:08:06Z");
  private static final Duration PACE = Duration.ofSeconds(5);
  private static final Vocabularies VOCABULARIES = new Vocabularies();

  final SimulatedMigration ghost;
  final RuleEngine engine;
  final List<Alert> alerts = new ArrayList<>();
  private final MigrationMonitor monitor = new MigrationMonitor("unix:/tmp/story.sock");
  private final RulePlayer player;
  private final LineEvents events = new LineEvents();
  private Function<Snapshot, ServersAndHost> around = _ -> ServersAndHost.NOTHING;
  private Instant now = START;

  StoryRun(Story story) {
    this(story, RulesConfig.DEFAULT);
  }

  StoryRun(Story story, RulesConfig rules) {
    LoadedRules loaded = LoadedRules.of(rules, Map.of(), VOCABULARIES);
    engine = new RuleEngine(loaded.rules(), LifeCycle.LIVE, List.of());
    player = new RulePlayer(engine);
    ghost =
        new SimulatedMigration(
            RunIdentity.of("shop", "orders", START),
            GhostDialect.V1_1_10,
            story,
            FlagFiles.inMemory(),
            this::logged);
  }

  static StoryRun of(String story) {
    return new StoryRun(Stories.byName(story));
  }

  StoryRun with(Function<Snapshot, ServersAndHost> surroundings) {
    around = surroundings;
    return this;
  }

  /** As a process with these arguments. */
  StoryRun asProcess(String... arguments) {
    monitor.observe(new Observation.ProcessSeen(START, BuiltInRulesTest.process(arguments)));
    return this;
  }

  private void logged(String line) {
    LogMessage message = LogMessage.of(line);
    if (message != null && player != null) {
      events.after(now, message).forEach(player::happened);
    }
  }

  /** Lets time pass. */
  StoryRun pass(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end) && ghost.outcome().isEmpty()) {
      now = now.plus(PACE);
      ghost.advanceTo(now);
      Snapshot snapshot =
          ghost.outcome().isEmpty()
              ? monitor.observe(
                  new Observation.StatusSeen(
                      now, FigureSource.SOCKET, StatusReply.parse(ghost.command("status"))))
              : monitor.observe(
                  new Observation.Ended(now, new Outcome(lifecycle(), Phrase.of("test"), "")));
      alerts.addAll(
          player.play(snapshot, around.apply(snapshot), AgentHealth.UNKNOWN, now).alerts());
    }
    return this;
  }

  private Lifecycle lifecycle() {
    return switch (ghost.outcome().orElseThrow()) {
      case dev.ghostwatch.simulator.Outcome.Succeeded _ -> Lifecycle.SUCCEEDED;
      case dev.ghostwatch.simulator.Outcome.Aborted _ -> Lifecycle.ABORTED;
      case dev.ghostwatch.simulator.Outcome.Killed _ -> Lifecycle.VANISHED;
      default -> Lifecycle.FAILED;
    };
  }

  /** {@code HighLag +185s}: what began and when. */
  List<String> began() {
    return alerts.stream()
        .filter(alert -> alert.endsAt() == null)
        .map(alert -> alert.name() + " +" + since(alert.startsAt()))
        .toList();
  }

  /** Names of what began. */
  List<String> names() {
    return alerts.stream().filter(alert -> alert.endsAt() == null).map(Alert::name).toList();
  }

  /** Names of what ended. */
  List<String> ended() {
    return alerts.stream().filter(alert -> alert.endsAt() != null).map(Alert::name).toList();
  }

  @Nullable Alert first(String name) {
    return alerts.stream().filter(alert -> alert.name().equals(name)).findFirst().orElse(null);
  }

  static String since(Instant time) {
    return Duration.between(START, time).toSeconds() + "s";
  }
}
