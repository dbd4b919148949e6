package dev.ghostwatch.web.metrics;

import dev.ghostwatch.alert.delivery.ChannelStats;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Supplier;

/** How the delivery of alerts is doing, by receiver. */
public final class DeliveryMetrics implements MultiCollector {
  private final Supplier<List<ChannelStats>> channels;

  public DeliveryMetrics(Supplier<List<ChannelStats>> channels) {
    this.channels = channels;
  }

  @Override
  public MetricSnapshots collect() {
    Families families = new Families();
    for (ChannelStats channel : channels.get()) {
      Labels labels = Labels.of("receiver", channel.channel());
      families.gauge(
          "ghostwatch_notification_queue_entries",
          "Notifications that wait to be delivered.",
          channel.waiting(),
          labels);
      families.gauge(
          "ghostwatch_notification_dead_entries",
          "Notifications that were given up and are kept.",
          channel.dead(),
          labels);
      families.gauge(
          "ghostwatch_notification_oldest_seconds",
          "Age of the oldest notification that waits.",
          channel.oldestSeconds(),
          labels);
      count(families, channel, "delivered", channel.delivered());
      count(families, channel, "retried", channel.retried());
      count(families, channel, "rejected", channel.rejected());
      count(families, channel, "expired", channel.expired());
    }
    return families.build();
  }

  private static void count(Families families, ChannelStats channel, String result, long value) {
    families.counter(
        "ghostwatch_notification_tries",
        "Tries to deliver a notification, by what became of them.",
        value,
        Labels.of("receiver", channel.channel(), "result", result));
  }
}
