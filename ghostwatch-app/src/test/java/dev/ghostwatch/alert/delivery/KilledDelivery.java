package dev.ghostwatch.alert.delivery;

import dev.ghostwatch.alert.SampleAlerts;
import dev.ghostwatch.alert.receiver.Receivers;
import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.config.AgentConfig;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A process that takes notifications and delivers them until it is killed. It says which it has
 * taken, and when none is left.
 */
final class KilledDelivery {
  private KilledDelivery() {}

  /** {@code KilledDelivery DATABASE URL FIRST END}: the notifications from FIRST to before END. */
  public static void main(String[] arguments) throws Exception {
    AgentConfig config =
        LoadedConfig.parse(
                "alerts:\n"
                    + "  delivery: {first-retry: 10ms, longest-retry: 100ms}\n"
                    + "  receivers: {night: {timeout: 2s, webhook: {url: '"
                    + arguments[1]
                    + "'}}}\n",
                Map.of("HOME", "/"))
            .config();
    Texts texts = Texts.of(Language.EN);
    InstantSource clock = InstantSource.system();
    RandomGenerator random = RandomGenerator.getDefault();
    Outbox outbox =
        new Outbox(
            AlertDatabase.open(Path.of(arguments[0])),
            DeliveryRules.of(config.alerts().delivery(), random, clock),
            new MigrationDocument(() -> texts),
            () -> texts);
    outbox.equip(
        new Receivers(texts, clock, ZoneOffset.UTC, random).channels(config.alerts().receivers()));
    outbox.start();
    System.out.println("open");
    int end = Integer.parseInt(arguments[3]);
    for (int i = Integer.parseInt(arguments[2]); i < end; i++) {
      outbox.enqueue(
          SampleAlerts.of("n" + i, "night", "group" + i % 50, SampleAlerts.firing().alerts()));
      System.out.println(i);
    }
    while (!outbox.entries(false).isEmpty()) {
      Thread.sleep(20);
    }
    System.out.println("empty");
    // Killed here too, or told to end.
    System.in.read();
  }
}
