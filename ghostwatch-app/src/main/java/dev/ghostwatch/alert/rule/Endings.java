package dev.ghostwatch.alert.rule;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.model.Severity;
import java.time.Instant;
import java.util.Map;

/** The ends of alerts whose subjects were gone when the agent came back. */
final class Endings {
  private Endings() {}

  /** The alert that a state was about, ended now; its rule may be gone too. */
  static Alert of(RuleState state, RuleSet rules, Instant now) {
    Rule<?> rule =
        rules.all().stream()
            .filter(candidate -> candidate.name().equals(state.rule()))
            .findFirst()
            .orElse(null);
    Instant starts = state.startsAt();
    return new Alert(
        state.labels(),
        rule == null ? severity(state.labels()) : rule.severity(),
        state.texts(),
        rule == null ? Map.of() : rule.annotations(),
        starts == null ? now : starts,
        now,
        now,
        null);
  }

  private static Severity severity(Labels labels) {
    for (Severity severity : Severity.values()) {
      if (severity.jsonName().equals(labels.get(Labels.SEVERITY))) {
        return severity;
      }
    }
    return Severity.WARNING;
  }
}
