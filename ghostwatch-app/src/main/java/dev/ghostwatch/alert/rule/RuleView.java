package dev.ghostwatch.alert.rule;

import java.util.List;

/**
 * An alert and why it is as it is.
 *
 * @param state where it stands
 * @param condition of its rule, as written
 * @param looks the last looks at the condition, the newest last
 */
public record RuleView(RuleState state, String condition, List<Look> looks) {
  public RuleView {
    looks = List.copyOf(looks);
  }
}
