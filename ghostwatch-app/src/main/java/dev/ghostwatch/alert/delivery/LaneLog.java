package dev.ghostwatch.alert.delivery;

import dev.ghostwatch.alert.Channel;
import dev.ghostwatch.config.schema.Units;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what becomes of tries, and tells the agent's log; the same failure once. */
final class LaneLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.ghostwatch.alert.delivery");

  /** What became of a try. */
  enum Result {
    DELIVERED,
    RETRIED,
    REJECTED,
    EXPIRED
  }

  private final Map<String, Map<Result, LongAdder>> counts = new ConcurrentHashMap<>();
  private final Map<String, String> failing = new ConcurrentHashMap<>();

  long count(String channel, Result result) {
    return Objects.requireNonNull(counters(channel).get(result)).sum();
  }

  /** A channel exists, so its counts begin at 0. */
  void known(Channel channel) {
    counters(channel.id());
  }

  void delivered(Channel channel, OutboxEntry entry, List<String> remarks) {
    add(channel, Result.DELIVERED);
    if (failing.remove(channel.id()) != null) {
      LOG.info("event=delivery-recovered receiver={}", channel.id());
    }
    for (String remark : remarks) {
      LOG.warn(
          "event=delivery-remark receiver={} notification={} text=\"{}\"",
          channel.id(),
          entry.no(),
          remark);
    }
  }

  void failed(Channel channel, String cause, Duration pause) {
    add(channel, Result.RETRIED);
    if (!cause.equals(failing.put(channel.id(), cause))) {
      LOG.warn(
          "event=delivery-failing receiver={} text=\"{}\" next=\"kept, and tried again in {}\"",
          channel.id(),
          cause,
          Units.format(pause));
    }
  }

  void dead(Channel channel, OutboxEntry entry, String cause, boolean expired) {
    add(channel, expired ? Result.EXPIRED : Result.REJECTED);
    LOG.error(
        "event=dead-letter receiver={} notification={} text=\"{}\" next=\"given up after {}; see"
            + " 'ghostwatch alert outbox --dead', send it again with 'ghostwatch alert resend {}'\"",
        channel.id(),
        entry.no(),
        cause,
        entry.tries() + 1 == 1 ? "1 try" : entry.tries() + 1 + " tries",
        entry.no());
  }

  void abandoned(String channel, int count, String cause) {
    LOG.error(
        "event=dead-letter receiver={} notifications={} text=\"{}\" next=\"see 'ghostwatch alert"
            + " outbox --dead'\"",
        channel,
        count,
        cause);
  }

  void unwritable(String what, Exception e) {
    if (!String.valueOf(e.getMessage())
        .equals(failing.put("outbox", String.valueOf(e.getMessage())))) {
      LOG.error(
          "event=outbox-unwritable what={} text=\"{}\" next=\"tried again\"", what, e.toString());
    }
  }

  void writable() {
    if (failing.remove("outbox") != null) {
      LOG.info("event=outbox-writable");
    }
  }

  void bug(Channel channel, RuntimeException e) {
    LOG.error("event=delivery-bug receiver={}", channel.id(), e);
  }

  private void add(Channel channel, Result result) {
    Objects.requireNonNull(counters(channel.id()).get(result)).increment();
  }

  private Map<Result, LongAdder> counters(String channel) {
    return counts.computeIfAbsent(
        channel,
        _ -> {
          Map<Result, LongAdder> each = new ConcurrentHashMap<>();
          for (Result result : Result.values()) {
            each.put(result, new LongAdder());
          }
          return each;
        });
  }
}
