package dev.ghostwatch.config.receiver;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;

/**
 * {@code log}: the agent's own log.
 *
 * @param details whether the message is logged too, not the title alone
 */
public record LogReceiverConfig(boolean details) implements ReceiverKind {
  @Override
  public String word() {
    return "log";
  }

  @Override
  public int usualRate() {
    return 0;
  }

  static final Section<LogReceiverConfig> SECTION =
      Section.of(keys -> {
        Key<Boolean> details = keys.key("details", Kinds.flag(), "true");
        return values -> new LogReceiverConfig(values.of(details));
      });
}
