package dev.ghostwatch.alert.pipeline;

import static java.util.Objects.requireNonNull;

import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A notification as both sides tell it.
 *
 * @param at after the beginning of the sequences
 * @param scenario whose it is
 * @param receiver where it came to
 * @param group key of its group
 * @param what everything that must be the same
 */
record Heard(Duration at, String scenario, String receiver, String group, String what) {

  static Heard of(Notification notification, Instant begin) {
    TreeSet<String> alerts = new TreeSet<>();
    notification
        .alerts()
        .forEach(alert ->
            alerts.add(
                one(
                    alert.endsAt() == null ? "firing" : "resolved",
                    alert.labels(),
                    alert.labels().fingerprint())));
    return of(
        Duration.between(begin, notification.at()),
        notification.receiver(),
        notification.isResolved() ? "resolved" : "firing",
        notification.groupKey(),
        notification.groupLabels(),
        notification.commonLabels(),
        alerts);
  }

  /** From what Alertmanager sends to a webhook. */
  static Heard of(Map<String, @Nullable Object> body, String receiver, Duration at) {
    TreeSet<String> alerts = new TreeSet<>();
    for (Object alert : (List<?>) requireNonNull(body.get("alerts"))) {
      Map<?, ?> fields = (Map<?, ?>) alert;
      alerts.add(
          one(
              String.valueOf(fields.get("status")),
              labels(requireNonNull(fields.get("labels"))),
              String.valueOf(fields.get("fingerprint"))));
    }
    return of(
        at,
        receiver,
        String.valueOf(body.get("status")),
        String.valueOf(body.get("groupKey")),
        labels(requireNonNull(body.get("groupLabels"))),
        labels(requireNonNull(body.get("commonLabels"))),
        alerts);
  }

  private static Heard of(
      Duration at,
      String receiver,
      String status,
      String groupKey,
      Labels group,
      Labels common,
      TreeSet<String> alerts) {
    // Both are told for one scenario alone.
    String scenario = String.valueOf(common.get("scenario"));
    String what =
        status
            + " "
            + groupKey
            + "\n  group "
            + group
            + " common "
            + common
            + "\n  "
            + String.join("\n  ", alerts);
    return new Heard(at, scenario, receiver, groupKey, what);
  }

  private static String one(String status, Labels labels, String fingerprint) {
    return status + " " + labels + " " + fingerprint;
  }

  private static Labels labels(Object value) {
    Labels labels = Labels.NONE;
    for (Map.Entry<?, ?> label : ((Map<?, ?>) value).entrySet()) {
      labels = labels.with(String.valueOf(label.getKey()), String.valueOf(label.getValue()));
    }
    return labels;
  }
}
