package dev.ghostwatch.benchmarks;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.AlertText;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.alert.pipeline.AlertPipeline;
import dev.ghostwatch.alert.pipeline.PipelineSetup;
import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.text.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A storm of alerts through the pipeline with its file, up to the queue for delivery. */
public final class AlertStorm {
  private static final int BATCHES = 10;
  private static final String CONFIG =
      """
      alerts:
        receivers:
          mail: {email: {host: localhost, from: a@example.com, to: [b@example.com]}}
          hook: {webhook: {url: 'https://example.com/'}}
      """;

  private AlertStorm() {}

  /** {@code AlertStorm FOLDER [ALERTS [MIGRATIONS]]}. */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]).resolve("storm.db");
    int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
    int migrations = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 50;
    Files.deleteIfExists(file);
    Queue<Notification> told = new ConcurrentLinkedQueue<>();
    InstantSource clock = InstantSource.system();
    PipelineSetup setup =
        PipelineSetup.of(LoadedConfig.parse(CONFIG, Map.of("HOME", "/tmp")).config().alerts());
    try (AlertPipeline pipeline =
        AlertPipeline.open(AlertDatabase.open(file), setup, told::add, clock, new Random(1))) {
      pipeline.start();
      List<Alert> alerts = alerts(count, migrations, clock.instant());
      long before = heap();
      long took = send(pipeline, alerts);
      // Three receivers; the routes that come with GhostWatch wait ten seconds.
      long first = waitFor(told, 3 * migrations);
      System.out.printf(
          "%,d alerts of %d migrations in %d ms: %d notifications for 3 receivers with %,d alerts,"
              + " the last %d ms after the storm; heap of alerts and groups %d MB%n",
          count,
          migrations,
          took,
          told.size(),
          told.stream().mapToInt(one -> one.alerts().size()).sum(),
          first,
          (heap() - before) >> 20);
      told.clear();
      again(pipeline, alerts);
    }
  }

  /** The rules tell all that fires every minute. */
  private static void again(AlertPipeline pipeline, List<Alert> alerts) throws Exception {
    for (int round = 0; round < 5; round++) {
      long taken = pipeline.stats().alerts();
      long begin = System.nanoTime();
      pipeline.take(alerts);
      while (pipeline.stats().alerts() < taken + alerts.size()) {
        TimeUnit.MICROSECONDS.sleep(200);
      }
      double micros = (System.nanoTime() - begin) / 1e3;
      System.out.printf(
          "told again: %,d alerts in %.1f ms, %.2f us an alert%n",
          alerts.size(), micros / 1e3, micros / alerts.size());
    }
  }

  private static long send(AlertPipeline pipeline, List<Alert> alerts) throws Exception {
    long begin = System.nanoTime();
    int size = alerts.size() / BATCHES;
    for (int i = 0; i < BATCHES; i++) {
      pipeline.take(alerts.subList(i * size, (i + 1) * size));
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return (System.nanoTime() - begin) / 1_000_000;
  }

  private static long waitFor(Queue<Notification> told, int count) throws Exception {
    long begin = System.nanoTime();
    while (told.size() < count) {
      if (System.nanoTime() - begin > Duration.ofMinutes(2).toNanos()) {
        throw new IllegalStateException("only " + told.size() + " notifications in two minutes");
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return (System.nanoTime() - begin) / 1_000_000;
  }

  private static List<Alert> alerts(int count, int migrations, Instant now) {
    List<Alert> alerts = new ArrayList<>();
    Severity[] severities = {Severity.WARNING, Severity.ERROR, Severity.CRITICAL};
    for (int i = 0; i < count; i++) {
      Severity severity = severities[i / migrations % severities.length];
      Labels labels =
          Labels.of(
              Map.of(
                  Labels.ALERT_NAME,
                  "Rule" + i / migrations,
                  Labels.MIGRATION,
                  "shop.table" + i % migrations,
                  Labels.SEVERITY,
                  severity.jsonName(),
                  "host",
                  "db" + i % 7));
      AlertText text = new AlertText("Rule " + i + " holds", "what is seen, and what to do");
      alerts.add(
          new Alert(
              labels,
              severity,
              Map.of(Language.EN, text, Language.ZH, text),
              Map.of("runbook_url", "https://example.com/runbook"),
              now,
              null,
              now,
              null));
    }
    return alerts;
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
