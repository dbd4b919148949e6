package dev.ghostwatch.app;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.alert.NotificationQueue;
import dev.ghostwatch.alert.rule.Rule;
import java.util.List;

/** Leaves out the ends of alerts whose rules say that nobody needs to hear of them. */
record WithoutUntold(NotificationQueue queue) implements NotificationQueue {
  @Override
  public void enqueue(Notification notification) {
    List<Alert> told =
        notification.alerts().stream()
            .filter(alert ->
                !alert.isResolvedAt(notification.at())
                    || !Rule.UNTOLD.equals(alert.annotations().get(Rule.RECOVERY)))
            .toList();
    if (told.size() == notification.alerts().size()) {
      queue.enqueue(notification);
    } else if (!told.isEmpty()) {
      queue.enqueue(
          new Notification(
              notification.id(),
              notification.receiver(),
              notification.groupKey(),
              notification.groupLabels(),
              notification.commonLabels(),
              told,
              notification.at()));
    }
  }
}
