package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import java.time.Duration;

/**
 * {@code host}: figures of this host and of the gh-ost processes on it.
 *
 * @param enabled whether they are read
 * @param interval between two looks
 */
public record HostConfig(boolean enabled, Duration interval) {
  static final Section<HostConfig> SECTION =
      Section.of(keys -> {
        Key<Boolean> enabled = keys.key("enabled", Kinds.flag(), "true");
        Key<Duration> interval =
            keys.key("interval", Kinds.duration(Duration.ofSeconds(1), Duration.ofHours(1)), "10s");
        return values -> new HostConfig(values.of(enabled), values.of(interval));
      });
}
