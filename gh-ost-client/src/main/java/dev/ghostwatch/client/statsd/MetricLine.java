package dev.ghostwatch.client.statsd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a datagram.
 *
 * @param name 1 to {@value DatagramReader#LONGEST_NAME} printable ASCII characters
 * @param values at least one, finite; empty for a {@link MetricType#SET}
 * @param sampleRate above 0, at most 1: each value stands for {@code 1 / sampleRate}
 * @param tags as sent, in order; their texts come from outside and may hold anything but a comma, a
 *     bar and a line break
 */
public record MetricLine(
    String name, MetricType type, Values values, double sampleRate, List<Tag> tags) {

  /**
   * A tag.
   *
   * @param value empty for a tag without one
   */
  public record Tag(String key, String value) {
    @Override
    public String toString() {
      return value.isEmpty() ? key : key + ":" + value;
    }
  }

  public MetricLine {
    tags = List.copyOf(tags);
  }

  /** gh-ost's metric of this name; null when it is none of gh-ost's. */
  public @Nullable GhostMetric metric() {
    return GhostMetric.byName(name);
  }

  /** The value of the first tag with this key; null when there is none. */
  public @Nullable String tag(String key) {
    for (Tag tag : tags) {
      if (tag.key().equals(key)) {
        return tag.value();
      }
    }
    return null;
  }
}
