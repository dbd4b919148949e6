package dev.ghostwatch.alert.rule;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.config.rule.ActionConfig;
import java.util.List;

/**
 * What one evaluation changed.
 *
 * @param changed states that must be kept, or kept no more when they need not be
 * @param alerts those that began or ended, for the pipeline
 * @param acting rules with actions that fire about the subject now
 */
public record Step(List<RuleState> changed, List<Alert> alerts, List<Acting> acting) {
  public static final Step NOTHING = new Step(List.of(), List.of(), List.of());

  /**
   * A rule that fires and has something to do.
   *
   * @param state its alert
   * @param actions what is to be done
   */
  public record Acting(RuleState state, List<ActionConfig> actions) {}

  public Step {
    changed = List.copyOf(changed);
    alerts = List.copyOf(alerts);
    acting = List.copyOf(acting);
  }
}
