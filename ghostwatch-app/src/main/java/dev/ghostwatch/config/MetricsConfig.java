package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import java.time.Duration;

/**
 * {@code metrics}: what Prometheus reads at {@code /metrics}.
 *
 * @param enabled whether it is served
 * @param linger how long the series of a migration stay after its end
 */
public record MetricsConfig(boolean enabled, Duration linger) {
  static final Section<MetricsConfig> SECTION =
      Section.of(keys -> {
        Key<Boolean> enabled = keys.key("enabled", Kinds.flag(), "true");
        Key<Duration> linger =
            keys.key("linger", Kinds.duration(Duration.ZERO, Duration.ofDays(7)), "1h");
        return values -> new MetricsConfig(values.of(enabled), values.of(linger));
      });
}
