package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.config.alert.InhibitConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Knows which alerts inhibit others. One thread tells it of alerts; any may ask. */
final class Inhibitor {
  /** Alerts that match the sources of a rule, by the labels that must be equal, then by all. */
  private record Rule(InhibitConfig config, Map<Labels, Map<Labels, Alert>> sources) {}

  private final List<Rule> rules;

  Inhibitor(List<InhibitConfig> configs) {
    this.rules =
        configs.stream().map(config -> new Rule(config, new ConcurrentHashMap<>())).toList();
  }

  /** Takes in an alert that fires or has ended. */
  void take(Alert alert) {
    for (Rule rule : rules) {
      if (rule.config.sources().match(alert.labels()::get)) {
        rule.sources
            .computeIfAbsent(
                alert.labels().only(rule.config.equal()), _ -> new ConcurrentHashMap<>())
            .put(alert.labels(), alert);
      }
    }
  }

  /** Forgets alerts that have ended. */
  void forgetEnded(Instant now) {
    for (Rule rule : rules) {
      rule.sources
          .values()
          .forEach(alerts -> alerts.values().removeIf(alert -> alert.isResolvedAt(now)));
      rule.sources.values().removeIf(Map::isEmpty);
    }
  }

  /** The fingerprint of an alert that inhibits one with these labels; empty when none does. */
  List<String> mutedBy(Labels labels, Instant now) {
    for (Rule rule : rules) {
      InhibitConfig config = rule.config;
      if (!config.targets().match(labels::get)) {
        continue;
      }
      // An alert on both sides does not inhibit one on both sides: two would silence each other.
      boolean both = config.sources().match(labels::get);
      for (Alert source :
          rule.sources.getOrDefault(labels.only(config.equal()), Map.of()).values()) {
        if (!source.isResolvedAt(now) && !(both && config.targets().match(source.labels()::get))) {
          return List.of(source.labels().fingerprint());
        }
      }
    }
    return List.of();
  }
}
