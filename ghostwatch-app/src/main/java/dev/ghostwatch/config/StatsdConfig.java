package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Address;
import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code statsd}: where gh-ost's metrics are listened for; off when neither is set.
 *
 * @param udp the UDP address
 * @param unix the Unix datagram socket
 */
public record StatsdConfig(@Nullable Address udp, @Nullable Path unix) {
  static final Section<StatsdConfig> SECTION =
      Section.of(keys -> {
        Key<@Nullable Address> udp = keys.fixedOptional("udp", Kinds.listenAddress());
        Key<@Nullable Path> unix = keys.fixedOptional("unix", Kinds.ownPath());
        return values -> new StatsdConfig(values.of(udp), values.of(unix));
      });
}
