package dev.ghostwatch.cli;

import static dev.ghostwatch.alert.Labels.SEVERITY;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.rule.LifeCycle;
import dev.ghostwatch.alert.rule.LoadedRules;
import dev.ghostwatch.alert.rule.Phase;
import dev.ghostwatch.alert.rule.RuleEngine;
import dev.ghostwatch.alert.rule.RulePlayer;
import dev.ghostwatch.alert.rule.RuleView;
import dev.ghostwatch.alert.rule.Vocabularies;
import dev.ghostwatch.alert.subject.AgentHealth;
import dev.ghostwatch.config.rule.RulesConfig;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.monitor.RecordedEvents;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.text.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The alerts of a recording that is played: the engine is the agent's. */
final class ReplayedAlerts {
  private final CliContext context;
  private final RuleEngine engine;
  private final RulePlayer player;
  private final RecordedEvents events;

  private ReplayedAlerts(CliContext context, RuleEngine engine, RecordedEvents events) {
    this.context = context;
    this.engine = engine;
    this.player = new RulePlayer(engine);
    this.events = events;
  }

  /**
   * The alerts by the rules that come with GhostWatch, and by those of a file.
   *
   * @param rules a file of rules; null for none
   * @param log the recording's log; null without one
   */
  static ReplayedAlerts of(@Nullable Path rules, @Nullable Path log, CliContext context)
      throws CommandFailure, IOException {
    RulesConfig config =
        new RulesConfig(
            true,
            List.of(),
            List.of(),
            rules == null ? List.of() : List.of(rules),
            List.of(),
            List.of(),
            RulesConfig.Mode.OFF);
    LoadedRules loaded = LoadedRules.of(config, context.environment(), new Vocabularies());
    if (!loaded.isUsable()) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text("alert.rules.bad", String.valueOf(loaded.problems().size()))
              + "\n"
              + ConfigInput.text(loaded.problems(), context));
    }
    return new ReplayedAlerts(
        context, new RuleEngine(loaded.rules(), LifeCycle.LIVE, List.of()), RecordedEvents.of(log));
  }

  /** Plays one picture and says, a line each, what begins and what ends. */
  List<String> play(Snapshot snapshot) {
    Instant now = snapshot.observedAt();
    if (now == null) {
      return List.of();
    }
    events.until(now, snapshot.startedAt()).forEach(player::happened);
    return player.play(snapshot, ServersAndHost.NOTHING, AgentHealth.UNKNOWN, now).alerts().stream()
        .map(alert -> line(alert, now))
        .toList();
  }

  private String line(Alert alert, Instant now) {
    return context.text(
        alert.endsAt() == null ? "replay.firing" : "replay.resolved",
        Figures.time(now, context.zone()),
        alert.severity().jsonName(),
        alert.name(),
        SafeText.line(alert.text(context.texts().language()).title()));
  }

  /** Writes what fires now as {@code alerts} of the document. */
  void write(Json json) {
    json.array(
        "alerts",
        engine.views().stream().filter(view -> view.state().phase() == Phase.FIRING).toList(),
        view -> json.object(() -> write(json, view)));
  }

  private static void write(Json json, RuleView view) {
    json.text("rule", view.state().rule());
    json.text("severity", view.state().labels().get(SEVERITY));
    json.time("startsAt", view.state().startsAt());
  }
}
