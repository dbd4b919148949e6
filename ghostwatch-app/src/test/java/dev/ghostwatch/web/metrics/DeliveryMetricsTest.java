package dev.ghostwatch.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.alert.delivery.ChannelStats;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryMetricsTest {
  @Test
  void eachChannelIsCounted() throws IOException {
    DeliveryMetrics metrics =
        new DeliveryMetrics(() ->
            List.of(
                new ChannelStats("night/email", 3, 1, 12.5, 7, 2, 1, 0),
                new ChannelStats("night/webhook", 0, 0, 0, 9, 0, 0, 0)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.builder().build().write(out, metrics.collect());
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "ghostwatch_notification_queue_entries{receiver=\"night/email\"} 3.0",
            "ghostwatch_notification_dead_entries{receiver=\"night/email\"} 1.0",
            "ghostwatch_notification_oldest_seconds{receiver=\"night/email\"} 12.5",
            "ghostwatch_notification_tries_total{receiver=\"night/email\",result=\"delivered\"} 7.0",
            "ghostwatch_notification_tries_total{receiver=\"night/email\",result=\"retried\"} 2.0",
            "ghostwatch_notification_tries_total{receiver=\"night/webhook\",result=\"expired\"} 0.0");
  }
}
