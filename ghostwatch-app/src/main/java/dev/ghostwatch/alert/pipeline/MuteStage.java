package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.pipeline.Passage.Held;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds alerts back one by one: those that are silenced, or inhibited.
 *
 * @param why what it holds back
 * @param muter finds out what holds an alert back
 */
record MuteStage(HoldReason why, Muter muter) implements Stage {
  /** Finds out what holds an alert back. */
  @FunctionalInterface
  interface Muter {
    /** Names of what does; empty when nothing does. */
    List<String> mutedBy(Labels labels, Instant now);
  }

  @Override
  public Passage pass(Passage passage) {
    List<Held> held = new ArrayList<>();
    for (Alert alert : passage.alerts()) {
      List<String> by = muter.mutedBy(alert.labels(), passage.now());
      if (!by.isEmpty()) {
        held.add(new Held(alert, why, by));
      }
    }
    return passage.holding(held);
  }
}
