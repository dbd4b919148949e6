package dev.ghostwatch.config;

import dev.ghostwatch.config.receiver.ReceiverConfig;
import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code alerts}: who is told of what.
 *
 * @param store what must not be forgotten over a restart: states, silences, notifications to
 *     deliver
 * @param receivers who can be told, by name
 * @param delivery how they are told
 */
public record AlertsConfig(
    Path store, Map<String, ReceiverConfig> receivers, DeliveryConfig delivery) {
  public AlertsConfig {
    receivers = Collections.unmodifiableMap(new LinkedHashMap<>(receivers));
  }

  static final Section<AlertsConfig> SECTION =
      Section.of(keys -> {
        Key<Path> store = keys.fixed("store", Kinds.ownPath(), "alerts.db");
        Key<Map<String, ReceiverConfig>> receivers =
            keys.named("receivers", ReceiverConfig.SECTION);
        Key<DeliveryConfig> delivery = keys.section("delivery", DeliveryConfig.SECTION);
        return values ->
            new AlertsConfig(values.of(store), values.of(receivers), values.of(delivery));
      });
}
