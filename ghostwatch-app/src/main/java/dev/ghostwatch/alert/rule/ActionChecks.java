package dev.ghostwatch.alert.rule;

import dev.ghostwatch.client.command.InvalidSettingValueException;
import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.command.SettingChange;
import dev.ghostwatch.config.rule.ActionConfig;
import dev.ghostwatch.config.rule.RuleConfig;
import dev.ghostwatch.config.schema.Problem;
import dev.ghostwatch.config.schema.Wording;
import java.util.List;
import java.util.Set;

/** Finds actions that could never be done. */
final class ActionChecks {
  private static final Set<Setting> NUMERIC =
      Set.of(
          Setting.CHUNK_SIZE, Setting.DML_BATCH_SIZE, Setting.MAX_LAG_MILLIS, Setting.NICE_RATIO);

  private ActionChecks() {}

  static void check(RuleConfig rule, List<ActionConfig> actions, List<Problem> problems) {
    for (ActionConfig action : actions) {
      if (rule.each() != RuleConfig.Each.MIGRATION && action.kind() != ActionConfig.What.RUN) {
        report(rule, Wording.of("alert.rule.actionWithoutMigration", rule.name().text()), problems);
      }
      action.settings().forEach((name, value) -> check(rule, name, value, problems));
    }
  }

  private static void check(RuleConfig rule, String name, String value, List<Problem> problems) {
    Setting setting = Setting.byName(name);
    if (setting == null) {
      return;
    }
    if (value.startsWith("*")) {
      boolean isFactor = value.matches("\\*\\d{1,3}(\\.\\d{1,6})?");
      if (!isFactor || !NUMERIC.contains(setting)) {
        report(rule, Wording.of("alert.rule.factor", name, value), problems);
      }
      return;
    }
    try {
      SettingChange.of(setting, value);
    } catch (InvalidSettingValueException _) {
      report(rule, Wording.of("alert.rule.settingValue", name, value, setting.range()), problems);
    }
  }

  private static void report(RuleConfig rule, Wording wording, List<Problem> problems) {
    problems.add(rule.name().problem(1, null, wording, null));
  }
}
