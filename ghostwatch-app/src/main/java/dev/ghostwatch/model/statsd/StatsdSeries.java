package dev.ghostwatch.model.statsd;

import java.util.List;

/**
 * What tells the metrics of one gh-ost from those of another.
 *
 * @param sender address and port of the sending socket, which a gh-ost keeps until it ends; the
 *     same for all senders on a Unix socket
 * @param tags those of {@code --statsd-tags}, as {@code key:value}; texts from outside
 */
public record StatsdSeries(String sender, List<String> tags) {
  public StatsdSeries {
    tags = List.copyOf(tags);
  }
}
