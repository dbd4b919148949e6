package dev.ghostwatch.alert.trial;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.Coordinates;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ReportedEta;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.host.HostFigures;
import dev.ghostwatch.model.layers.ServersAndHost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A migration made of a few fields of its document; what is not given is unknown.
 *
 * @param fields values as texts by the names of the document's fields
 */
record Picture(Map<String, String> fields) {
  private static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");

  /** The fields that can be given. */
  static final Set<String> KNOWN =
      new TreeSet<>(
          List.of(
              "database",
              "table",
              "migratedHost",
              "inspectedHost",
              "executingHost",
              "ghostVersion",
              "lifecycle",
              "state",
              "throttle.text",
              "progress.rowsCopied",
              "progress.rowsEstimate",
              "progress.percent",
              "progress.dmlApplied",
              "progress.backlog",
              "progress.backlogCapacity",
              "progress.elapsedSeconds",
              "progress.copySeconds",
              "progress.coordinates",
              "progress.lagSeconds",
              "progress.heartbeatLagSeconds",
              "progress.reportedEta",
              "settings.chunkSize",
              "settings.maxLagMillis",
              "settings.dmlBatchSize",
              "settings.niceRatio",
              "settings.maxLoad",
              "settings.criticalLoad",
              "rates.rowsPerSecond",
              "rates.dmlPerSecond",
              "host.cores",
              "host.load1",
              "host.load5",
              "host.load15",
              "host.cpuRatio"));

  /** The picture at a moment. */
  Snapshot snapshot(Instant at) {
    return Snapshot.of()
        .table(new TableName(text("database", "shop"), text("table", "orders")))
        .migratedHost(fields.get("migratedHost"))
        .inspectedHost(fields.get("inspectedHost"))
        .executingHost(fields.get("executingHost"))
        .startedAt(STARTED)
        .ghostVersion(fields.get("ghostVersion"))
        .endpoint("unix:/tmp/gh-ost.test.sock")
        .observedAt(at)
        .lifecycle(lifecycle())
        .line(line())
        .settings(settings())
        .rates(
            has("rates.")
                ? new Rates(
                    decimal("rates.rowsPerSecond"),
                    null,
                    decimal("rates.dmlPerSecond"),
                    null,
                    null,
                    null)
                : null)
        .build();
  }

  private String text(String field, String otherwise) {
    return fields.getOrDefault(field, otherwise);
  }

  private boolean has(String prefix) {
    return fields.keySet().stream().anyMatch(field -> field.startsWith(prefix));
  }

  private Lifecycle lifecycle() {
    for (Lifecycle known : Lifecycle.values()) {
      if (known.jsonName().equals(fields.get("lifecycle"))) {
        return known;
      }
    }
    return Lifecycle.RUNNING;
  }

  private @Nullable StatusLine line() {
    if (!has("progress.") && !has("state") && !has("throttle.")) {
      return null;
    }
    String coordinates = fields.get("progress.coordinates");
    String eta = fields.get("progress.reportedEta");
    String throttle = fields.get("throttle.text");
    return new StatusLine(
        "",
        number("progress.rowsCopied"),
        number("progress.rowsEstimate"),
        decimal("progress.percent"),
        number("progress.dmlApplied"),
        number("progress.backlog"),
        number("progress.backlogCapacity"),
        seconds("progress.elapsedSeconds"),
        seconds("progress.copySeconds"),
        coordinates == null ? null : Coordinates.parse(coordinates),
        decimal("progress.lagSeconds"),
        decimal("progress.heartbeatLagSeconds"),
        MigrationState.parse(text("state", throttle == null ? "" : "throttled")),
        throttle == null ? null : ThrottleReason.parse(throttle),
        eta == null ? null : ReportedEta.parse(eta));
  }

  /** Read as gh-ost would have printed them. */
  private @Nullable Settings settings() {
    if (!has("settings.")) {
      return null;
    }
    StringBuilder hints =
        new StringBuilder("# Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`\n#");
    setting(hints, "chunkSize", "chunk-size", "");
    setting(hints, "maxLagMillis", "max-lag-millis", "ms");
    setting(hints, "dmlBatchSize", "dml-batch-size", "");
    setting(hints, "maxLoad", "max-load", "");
    setting(hints, "criticalLoad", "critical-load", "");
    setting(hints, "niceRatio", "nice-ratio", "");
    StatusReply reply = StatusReply.parse(hints.append('\n').toString());
    return reply.hints() == null ? null : reply.hints().settings();
  }

  private void setting(StringBuilder hints, String field, String name, String unit) {
    String value = fields.get("settings." + field);
    if (value != null) {
      hints.append(hints.charAt(hints.length() - 1) == '#' ? " " : "; ");
      hints.append(name).append(": ").append(value).append(unit);
    }
  }

  ServersAndHost around(Instant at) {
    if (!has("host.")) {
      return ServersAndHost.NOTHING;
    }
    Long cores = number("host.cores");
    return new ServersAndHost(
        List.of(),
        new HostFigures(
            at,
            cores == null ? 1 : cores.intValue(),
            decimal("host.load1"),
            decimal("host.load5"),
            decimal("host.load15"),
            decimal("host.cpuRatio"),
            null,
            null,
            null,
            null,
            null,
            List.of()),
        Map.of());
  }

  /** Whether the value of a field can be read. */
  static boolean isValue(String field, String value) {
    return switch (field) {
      case "database",
          "table",
          "migratedHost",
          "inspectedHost",
          "executingHost",
          "ghostVersion",
          "throttle.text",
          "progress.coordinates",
          "progress.reportedEta",
          "settings.maxLoad",
          "settings.criticalLoad" ->
          true;
      case "lifecycle" ->
          List.of(Lifecycle.values()).stream().anyMatch(known -> known.jsonName().equals(value));
      case "state" -> MigrationState.parse(value) != null;
      default -> value.matches("-?\\d{1,15}(\\.\\d{1,9})?");
    };
  }

  private @Nullable Long number(String field) {
    String value = fields.get(field);
    return value == null ? null : Math.round(Double.parseDouble(value));
  }

  private @Nullable Double decimal(String field) {
    String value = fields.get(field);
    return value == null ? null : Double.valueOf(value);
  }

  private @Nullable Duration seconds(String field) {
    Long value = number(field);
    return value == null ? null : Duration.ofSeconds(value);
  }
}
