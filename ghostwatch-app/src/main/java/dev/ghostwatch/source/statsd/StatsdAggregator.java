package dev.ghostwatch.source.statsd;

import dev.ghostwatch.client.statsd.DatagramReader;
import dev.ghostwatch.client.statsd.GhostMetric;
import dev.ghostwatch.client.statsd.MetricLine;
import dev.ghostwatch.model.statsd.StatsdFigures;
import dev.ghostwatch.model.statsd.StatsdSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts datagrams together to what gh-ost told in one flush: it sends a burst of them every five
 * seconds. Not for several threads.
 */
public final class StatsdAggregator {
  /** So long after the last datagram of a burst the burst is over. */
  public static final Duration QUIET = Duration.ofMillis(300);

  /** A sender that never pauses is cut into pieces of this length. */
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private static final Duration FORGOTTEN = Duration.ofMinutes(1);
  private static final int MOST_SERIES = 20_000;
  private static final int MOST_TAGS = 32;
  private static final int LONGEST_TAG = 200;

  private final Map<StatsdSeries, Sender> senders = new HashMap<>();
  private long datagrams;
  private long lines;
  private long foreign;
  private long malformed;
  private long dropped;

  private static final class Sender {
    private Instant lastSeen = Instant.MIN;
    private @Nullable Flush flush;
    private @Nullable Boolean throttled;
  }

  /**
   * Takes in a datagram.
   *
   * @param bytes not kept
   * @param sender as in {@link StatsdSeries#sender}
   */
  public void accept(byte[] bytes, int length, String sender, Instant at) {
    datagrams++;
    DatagramReader.read(
        bytes,
        length,
        new DatagramReader.Sink() {
          @Override
          public void metric(MetricLine line) {
            add(line, sender, at);
          }

          @Override
          public void ignored() {
            foreign++;
          }

          @Override
          public void malformed() {
            malformed++;
          }
        });
  }

  private void add(MetricLine line, String sender, Instant at) {
    GhostMetric metric = line.metric();
    if (metric == null) {
      foreign++;
      return;
    }
    StatsdSeries series = new StatsdSeries(sender, globalTags(metric, line));
    Sender known = senders.get(series);
    if (known == null) {
      if (senders.size() >= MOST_SERIES) {
        dropped++;
        return;
      }
      known = new Sender();
      senders.put(series, known);
    }
    lines++;
    known.lastSeen = at;
    if (known.flush == null) {
      known.flush = new Flush(at);
    }
    known.flush.add(metric, line, at);
  }

  private static List<String> globalTags(GhostMetric metric, MetricLine line) {
    List<String> tags = new ArrayList<>();
    for (MetricLine.Tag tag : line.tags()) {
      if (tag.key().equals(metric.firstOwnTag()) || tags.size() >= MOST_TAGS) {
        break;
      }
      String text = tag.toString();
      tags.add(text.length() <= LONGEST_TAG ? text : text.substring(0, LONGEST_TAG));
    }
    return tags;
  }

  /** The flushes that are complete. To be called a few times a second. */
  public List<StatsdFigures> flush(Instant now) {
    List<StatsdFigures> complete = new ArrayList<>();
    for (Iterator<Map.Entry<StatsdSeries, Sender>> all = senders.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<StatsdSeries, Sender> entry = all.next();
      Sender sender = entry.getValue();
      Flush flush = sender.flush;
      if (flush != null) {
        boolean isOver =
            !now.isBefore(flush.last.plus(QUIET))
                || !now.isBefore(flush.first.plus(LONGEST))
                // A clock that was set back must not hold it up.
                || now.isBefore(flush.first);
        if (isOver) {
          StatsdFigures figures = flush.figures(entry.getKey(), sender.throttled);
          sender.flush = null;
          sender.throttled = figures.throttled() == null ? sender.throttled : figures.throttled();
          complete.add(figures);
        }
      } else if (now.isAfter(sender.lastSeen.plus(FORGOTTEN))) {
        all.remove();
      }
    }
    return complete;
  }

  public StatsdCounters counters() {
    return new StatsdCounters(datagrams, lines, foreign, malformed, dropped);
  }
}
