package dev.ghostwatch.alert.pipeline;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts what the pipeline does. */
final class Counters {
  private final LongAdder alerts = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final Map<String, LongAdder> notifications = new ConcurrentHashMap<>();
  private final Map<HoldReason, LongAdder> held = new ConcurrentHashMap<>();

  void taken(int count) {
    alerts.add(count);
  }

  void told(String receiver) {
    notifications.computeIfAbsent(receiver, _ -> new LongAdder()).increment();
  }

  void failed() {
    failures.increment();
  }

  void held(HoldReason why) {
    held.computeIfAbsent(why, _ -> new LongAdder()).increment();
  }

  PipelineStats stats(int groups) {
    return new PipelineStats(alerts.sum(), groups, sums(notifications), sums(held), failures.sum());
  }

  private static <K> Map<K, Long> sums(Map<K, LongAdder> adders) {
    return adders.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sum()));
  }
}
