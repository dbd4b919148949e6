package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Address;
import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;

/**
 * {@code listen}: where HTTP is served.
 *
 * @param address port 0 is any free port
 */
public record ListenConfig(Address address) {
  static final Section<ListenConfig> SECTION =
      Section.of(keys -> {
        Key<Address> address = keys.fixed("address", Kinds.listenAddress(), "127.0.0.1:8970");
        return values -> new ListenConfig(values.of(address));
      });
}
