package dev.ghostwatch.alert;

import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.monitor.MigrationMonitor;
import dev.ghostwatch.text.Language;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts and notifications for tests. */
public final class SampleAlerts {
  public static final Instant START = Instant.parse("2026-11-26T10:00:00Z");

  private static final String STATUS =
      """
      # Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`
      # Migrating db1:3306; inspecting db2:3306; executing on util1
      # Migration started at Thu Nov 26 09:00:00 +0000 2026
      # chunk-size: 1000; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: ; critical-load: ; nice-ratio: 0.000000
      Copy: 466600/752865 62.0%; Applied: 12; Backlog: 3/1000; Time: 2m40s(total), 2m11s(copy); streamer: mysql-bin.007069:622646704; Lag: 7.50s, HeartbeatLag: 7.51s, State: migrating; ETA: 1m19s
      """;

  private SampleAlerts() {}

  /** A migration that lags. */
  public static Snapshot orders() {
    return MigrationMonitor.of(List.of(StatusReply.parse(STATUS)));
  }

  /** An alert on {@code shop.orders}. */
  public static Alert lag(Severity severity, String title, String message, @Nullable Instant end) {
    return new Alert(
        Labels.of(
            Map.of(
                Labels.ALERT_NAME,
                "ReplicationLag",
                Labels.SEVERITY,
                severity.jsonName(),
                Labels.MIGRATION,
                "shop.orders")),
        severity,
        Map.of(
            Language.EN,
            new AlertText(title, message),
            Language.ZH,
            new AlertText("shop.orders 复制延迟 7.5 秒", "延迟超过阈值。")),
        Map.of("runbook_url", "https://wiki.example.com/lag"),
        START,
        end,
        START,
        orders());
  }

  /** One alert that fires. */
  public static Notification firing() {
    return of(
        "n1",
        List.of(
            lag(
                Severity.WARNING,
                "shop.orders lags 7.5 s behind",
                "The lag is 7.5 s, above 5 s.\nWrites are slowed down.",
                null)));
  }

  /** The same, over. */
  public static Notification resolved() {
    return of(
        "n2",
        List.of(
            lag(
                Severity.WARNING,
                "shop.orders lags 7.5 s behind",
                "The lag is below 5 s again.",
                START.plusSeconds(60))));
  }

  /** Many alerts of one group. */
  public static Notification many(int count, String message) {
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      alerts.add(lag(Severity.CRITICAL, "shop.orders_" + i + " lags", message, null));
    }
    return of("n3", alerts);
  }

  /** A notification of these alerts for the receiver {@code night}. */
  public static Notification of(String id, List<Alert> alerts) {
    return of(id, "night", "{}:{migration=\"shop.orders\"}", alerts);
  }

  public static Notification of(String id, String receiver, String group, List<Alert> alerts) {
    return new Notification(
        id,
        receiver,
        group,
        Labels.of(Map.of(Labels.MIGRATION, "shop.orders")),
        alerts.getFirst().labels(),
        alerts,
        START.plusSeconds(90));
  }

  /** As it comes out of the outbox. */
  public static Letter letter(Notification notification) {
    return new Letter(
        notification, List.of("{\"table\":\"orders\",\"progress\":{\"percent\":62.0}}"));
  }
}
