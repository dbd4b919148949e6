package dev.ghostwatch.web.metrics;

import dev.ghostwatch.alert.pipeline.AlertService;
import dev.ghostwatch.alert.pipeline.AlertStatus;
import dev.ghostwatch.alert.pipeline.PipelineStats;
import dev.ghostwatch.alert.silence.Silence;
import dev.ghostwatch.model.Severity;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Alerts that fire, and what the pipeline told of them. */
public final class AlertMetrics implements MultiCollector {
  private final AlertService alerts;
  private final Supplier<PipelineStats> stats;

  public AlertMetrics(AlertService alerts, Supplier<PipelineStats> stats) {
    this.alerts = alerts;
    this.stats = stats;
  }

  @Override
  public MetricSnapshots collect() {
    Families families = new Families();
    firing(families);
    PipelineStats now = stats.get();
    families.gauge(
        "ghostwatch_alert_groups", "Groups of alerts there are.", now.groups(), Labels.EMPTY);
    families.gauge(
        "ghostwatch_alert_silences",
        "Silences that hold now, maintenance windows among them.",
        alerts.silences().stream()
            .filter(silence -> silence.state() == Silence.State.ACTIVE)
            .count(),
        Labels.EMPTY);
    families.counter(
        "ghostwatch_alert_updates",
        "Alerts taken in, each change and each repetition.",
        now.alerts(),
        Labels.EMPTY);
    now.notifications()
        .forEach((receiver, count) ->
            families.counter(
                "ghostwatch_alert_notifications",
                "Notifications handed over for delivery.",
                count,
                Labels.of("receiver", receiver)));
    now.held()
        .forEach((why, count) ->
            families.counter(
                "ghostwatch_alert_held",
                "Alerts held back, counted at each look at their groups.",
                count,
                Labels.of("reason", why.name().toLowerCase(Locale.ROOT).replace('_', '-'))));
    families.counter(
        "ghostwatch_alert_notification_failures",
        "Notifications that could not be kept for delivery; they are tried again.",
        now.failures(),
        Labels.EMPTY);
    return families.build();
  }

  private void firing(Families families) {
    List<AlertStatus> all = alerts.firing();
    for (boolean suppressed : new boolean[] {false, true}) {
      Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
      all.stream()
          .filter(status -> status.isSuppressed() == suppressed)
          .forEach(status -> counts.merge(status.alert().severity(), 1, Integer::sum));
      for (Severity severity : Severity.values()) {
        families.gauge(
            "ghostwatch_alerts",
            "Alerts that fire; of suppressed ones nobody is told.",
            counts.getOrDefault(severity, 0),
            Labels.of(
                "severity", severity.jsonName(), "state", suppressed ? "suppressed" : "active"));
      }
    }
  }
}
