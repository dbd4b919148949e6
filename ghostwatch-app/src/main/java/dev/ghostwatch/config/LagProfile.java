package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import java.time.Duration;

/**
 * A named lag threshold.
 *
 * @param maxLag gh-ost's {@code max-lag-millis}
 */
public record LagProfile(Duration maxLag) {
  static final Section<LagProfile> SECTION =
      Section.of(keys -> {
        Key<Duration> maxLag =
            keys.required(
                "max-lag", Kinds.duration(Duration.ofMillis(100), Duration.ofHours(1)), "2s");
        return values -> new LagProfile(values.of(maxLag));
      });
}
