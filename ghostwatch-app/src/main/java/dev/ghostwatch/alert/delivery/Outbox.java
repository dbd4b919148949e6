package dev.ghostwatch.alert.delivery;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.Channel;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.alert.NotificationQueue;
import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes notifications, keeps them on disk until their receivers have them, and delivers them at
 * least once. What was delivered when this process was killed, and not yet noted, is delivered once
 * more.
 */
public final class Outbox implements NotificationQueue, AutoCloseable {
  /** What is under way when the agent stops may still end. */
  private static final Duration DRAIN = Duration.ofSeconds(3);

  private final OutboxStore store;
  private final DeliveryRules rules;
  private final LetterFormat format;
  private final Supplier<Texts> texts;
  private final LaneLog log = new LaneLog();
  private final Map<String, LaneWorkers> lanes = new LinkedHashMap<>();
  private boolean started;

  /**
   * An outbox that takes and keeps, and delivers nothing before it is started.
   *
   * @param texts for operators
   */
  public Outbox(
      AlertDatabase database,
      DeliveryRules rules,
      MigrationDocument document,
      Supplier<Texts> texts) {
    this.store = new OutboxStore(database, log);
    this.rules = rules;
    this.format = new LetterFormat(document);
    this.texts = texts;
  }

  /** Delivers through these channels from now on. What waits for others becomes dead letters. */
  public synchronized void equip(List<Channel> channels) {
    Map<String, Channel> byId = new LinkedHashMap<>();
    channels.forEach(channel -> byId.put(channel.id(), channel));
    for (String id : List.copyOf(lanes.keySet())) {
      if (!byId.containsKey(id)) {
        LaneWorkers gone = lanes.remove(id);
        if (gone != null) {
          gone.stop();
        }
      }
    }
    byId.forEach((id, channel) -> {
      log.known(channel);
      LaneWorkers known = lanes.get(id);
      if (known == null) {
        known = new LaneWorkers(new Lane(channel, store, rules, log));
        lanes.put(id, known);
      } else {
        known.equip(channel);
      }
      if (started) {
        known.start();
      }
    });
    String cause = texts.get().get("delivery.removed");
    Instant now = rules.clock().instant();
    store
        .abandonAllBut(byId, cause, now)
        .forEach((channel, count) -> log.abandoned(channel, count, cause));
    store.forget(now.minus(rules.keepDead()));
  }

  /** Begins to deliver. */
  public synchronized void start() {
    started = true;
    lanes.values().forEach(LaneWorkers::start);
  }

  @Override
  public synchronized void enqueue(Notification notification) {
    Map<Channel, String> letters = new LinkedHashMap<>();
    boolean known = false;
    for (LaneWorkers lane : lanes.values()) {
      Channel channel = lane.channel();
      if (channel.receiver().equals(notification.receiver())) {
        known = true;
        Notification told = channel.sendResolved() ? notification : firing(notification);
        if (told != null) {
          letters.put(channel, format.write(told));
        }
      }
    }
    Instant now = rules.clock().instant();
    if (!known) {
      String cause = texts.get().get("delivery.removed");
      store.addDead(notification, format.write(notification), cause, now.toEpochMilli());
      log.abandoned(notification.receiver(), 1, cause);
    } else if (!letters.isEmpty()) {
      store.add(notification, letters, now.toEpochMilli());
      lanes.values().forEach(LaneWorkers::wake);
    }
  }

  /** The same with what fires alone; null when nothing does. */
  private static @Nullable Notification firing(Notification notification) {
    List<Alert> firing =
        notification.alerts().stream()
            .filter(alert -> !alert.isResolvedAt(notification.at()))
            .toList();
    return firing.isEmpty()
        ? null
        : new Notification(
            notification.id(),
            notification.receiver(),
            notification.groupKey(),
            notification.groupLabels(),
            notification.commonLabels(),
            firing,
            notification.at());
  }

  /** How each channel is doing. */
  public synchronized List<ChannelStats> stats() {
    Instant now = rules.clock().instant();
    Map<String, OutboxTable.Count> waiting = store.counts(false);
    Map<String, OutboxTable.Count> dead = store.counts(true);
    List<ChannelStats> stats = new ArrayList<>();
    for (String id : lanes.keySet()) {
      stats.add(
          ChannelStats.of(
              id,
              waiting.getOrDefault(id, OutboxTable.Count.NONE),
              dead.getOrDefault(id, OutboxTable.Count.NONE),
              log,
              now));
    }
    return stats;
  }

  /** The lane of a channel, for tests that take its turns themselves. */
  Lane lane(String channel) {
    LaneWorkers workers = lanes.get(channel);
    if (workers == null) {
      throw new IllegalArgumentException("no channel " + channel);
    }
    return workers.lane();
  }

  /** What waits, or what was given up, oldest first. */
  List<OutboxEntry> entries(boolean dead) {
    return store.all(dead);
  }

  /** Ends within some seconds; what is not delivered waits on disk. */
  @Override
  public void close() {
    List<LaneWorkers> all;
    synchronized (this) {
      started = false;
      all = List.copyOf(lanes.values());
    }
    all.forEach(LaneWorkers::stop);
    Instant deadline = rules.clock().instant().plus(DRAIN);
    all.forEach(lane -> lane.await(Duration.between(rules.clock().instant(), deadline)));
    store.close();
  }
}
