package dev.ghostwatch.app;

import dev.ghostwatch.alert.NotificationQueue;
import dev.ghostwatch.alert.delivery.ChannelStats;
import dev.ghostwatch.alert.delivery.DeliveryRules;
import dev.ghostwatch.alert.delivery.Outbox;
import dev.ghostwatch.alert.receiver.Receivers;
import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.config.AlertsConfig;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.text.Texts;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;

/** The outbox with the receivers of the configuration, and how they are doing. */
final class Notifications implements AutoCloseable {
  /** Counting what waits reads the disk. */
  private static final Duration COUNTED = Duration.ofSeconds(10);

  private final Outbox outbox;
  private final Receivers receivers;
  private final InstantSource clock;

  /** Guarded by this. */
  private List<ChannelStats> stats = List.of();

  private Instant countedAt = Instant.MIN;

  Notifications(
      AlertDatabase database,
      AlertsConfig config,
      MigrationDocument document,
      Supplier<Texts> texts,
      InstantSource clock) {
    SecureRandom random = new SecureRandom();
    this.clock = clock;
    outbox =
        new Outbox(database, DeliveryRules.of(config.delivery(), random, clock), document, texts);
    receivers = new Receivers(texts.get(), clock, ZoneId.systemDefault(), random);
    apply(config);
  }

  NotificationQueue queue() {
    return outbox;
  }

  Outbox outbox() {
    return outbox;
  }

  /** Delivers to these receivers from now on. */
  void apply(AlertsConfig config) {
    outbox.equip(receivers.channels(config.receivers()));
  }

  void start() {
    outbox.start();
  }

  /** How each channel is doing, not older than some seconds. */
  synchronized List<ChannelStats> stats() {
    Instant now = clock.instant();
    if (countedAt.equals(Instant.MIN)
        || now.isBefore(countedAt)
        || !now.isBefore(countedAt.plus(COUNTED))) {
      stats = outbox.stats();
      countedAt = now;
    }
    return stats;
  }

  /** How old the oldest notification is that waits; 0 when none does. */
  double undeliveredSeconds() {
    return stats().stream().mapToDouble(ChannelStats::oldestSeconds).max().orElse(0);
  }

  /** How many were given up. */
  long deadLetters() {
    return stats().stream().mapToLong(ChannelStats::dead).sum();
  }

  @Override
  public void close() {
    outbox.close();
  }
}
