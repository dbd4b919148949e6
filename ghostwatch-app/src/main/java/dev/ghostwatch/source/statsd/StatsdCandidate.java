package dev.ghostwatch.source.statsd;

import dev.ghostwatch.client.value.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A running migration that metrics may belong to.
 *
 * @param name what the caller knows it by
 * @param table null when not known
 * @param address its {@code --statsd-addr}; null when it has none or that is not known
 * @param tags its {@code --statsd-tags}
 */
public record StatsdCandidate(
    String name, @Nullable TableName table, @Nullable String address, List<String> tags) {
  public StatsdCandidate {
    tags = List.copyOf(tags);
  }
}
