package dev.ghostwatch.alert.rule;

import dev.ghostwatch.alert.subject.AgentHealth;
import dev.ghostwatch.alert.subject.Subject;
import dev.ghostwatch.alert.subject.Tracker;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.ServersAndHost;
import java.time.Instant;

/**
 * Asks an engine's rules about one migration as it goes on: a live one, a recorded one or one of a
 * test. Not safe for use by several threads at a time.
 */
public final class RulePlayer {
  private final RuleEngine engine;
  private final Tracker tracker = new Tracker();

  public RulePlayer(RuleEngine engine) {
    this.engine = engine;
  }

  /** Takes in something that happened. */
  public void happened(MigrationEvent event) {
    tracker.take(event);
  }

  /** Takes in a picture and asks. */
  public Step play(Snapshot snapshot, ServersAndHost around, AgentHealth agent, Instant now) {
    if (snapshot.line() != null && snapshot.observedAt() != null) {
      tracker.take(new Sample(snapshot.observedAt(), snapshot.line()));
    }
    return engine.evaluate(
        new Subject.OfMigration(
            snapshot, around, tracker.recent(snapshot, around, now), agent, now),
        now);
  }
}
