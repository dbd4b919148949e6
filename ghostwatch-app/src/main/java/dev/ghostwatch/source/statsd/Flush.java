package dev.ghostwatch.source.statsd;

import dev.ghostwatch.client.statsd.GhostMetric;
import dev.ghostwatch.client.statsd.MetricLine;
import dev.ghostwatch.client.statsd.MetricType;
import dev.ghostwatch.model.statsd.StatsdFigures;
import dev.ghostwatch.model.statsd.StatsdSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has arrived of one flush of one gh-ost. */
final class Flush {
  private static final int MOST_PARTS = 100;
  private static final double MILLIS = 1000;
  private static final double NANOS = 1e9;

  final Instant first;
  Instant last;
  private final Map<GhostMetric, Double> gauges = new EnumMap<>(GhostMetric.class);
  private final Map<String, Double> lags = new HashMap<>();
  private final Map<String, Measurements> queries = new HashMap<>();
  private final Measurements sleeps = new Measurements();
  private final List<StatsdFigures.CutOverPart> cutOver = new ArrayList<>();
  private final Map<String, Double> throttles = new HashMap<>();
  private double failedQueries;
  private boolean started;

  Flush(Instant first) {
    this.first = first;
    this.last = first;
  }

  void add(GhostMetric metric, MetricLine line, Instant at) {
    last = at;
    if (line.values().size() == 0) {
      return;
    }
    switch (metric) {
      case STARTUP -> started = true;
      case LAG_REPLICATION_SECONDS, LAG_HEARTBEAT_SECONDS ->
          lags.put(key(metric, "true".equals(line.tag("throttled"))), line.values().last());
      case QUERY_DURATION -> addQueries(line);
      case SLEEP_DURATION -> {
        if ("chunk_throttle".equals(line.tag("stage"))) {
          sleeps.add(line);
        }
      }
      case THROTTLE_EVENTS -> put(throttles, reason(line), null);
      case THROTTLE_DURATION -> put(throttles, reason(line), line.values().sum() / MILLIS);
      case CUT_OVER_PHASE_DURATION, CUT_OVER_DURATION -> addCutOver(line);
      // The attempts are counted by their durations, the sleeps by theirs.
      case CUT_OVER_ATTEMPTS, SLEEP_TOTAL -> {}
      case ROWS_COPIED,
          ROWS_ESTIMATE,
          DML_EVENTS_APPLIED,
          BACKLOG_SIZE,
          BACKLOG_CAPACITY,
          BACKLOG_UTILIZATION,
          THROTTLE_ACTIVE,
          RUNTIME_ALLOC,
          RUNTIME_SYS,
          RUNTIME_HEAP,
          RUNTIME_GC_COUNT,
          RUNTIME_GC_PAUSE,
          RUNTIME_GOROUTINES -> {
        if (line.type() == MetricType.GAUGE) {
          gauges.put(metric, line.values().last());
        }
      }
    }
  }

  private void addQueries(MetricLine line) {
    String kind = line.tag("kind");
    if (kind != null && (queries.containsKey(kind) || queries.size() < MOST_PARTS)) {
      queries.computeIfAbsent(kind, _ -> new Measurements()).add(line);
    }
    String outcome = line.tag("outcome");
    if (outcome != null && !outcome.equals("ok")) {
      failedQueries += line.values().size() / line.sampleRate();
    }
  }

  private void addCutOver(MetricLine line) {
    String outcome = line.tag("outcome");
    for (int i = 0; i < line.values().size() && cutOver.size() < MOST_PARTS; i++) {
      cutOver.add(
          new StatsdFigures.CutOverPart(
              line.tag("phase"), outcome == null ? "" : outcome, line.values().at(i) / MILLIS));
    }
  }

  private static void put(Map<String, Double> throttles, String reason, @Nullable Double seconds) {
    if (throttles.containsKey(reason) || throttles.size() < MOST_PARTS) {
      throttles.merge(reason, seconds == null ? Double.NaN : seconds, Flush::knownOf);
    }
  }

  private static double knownOf(double one, double other) {
    return Double.isNaN(one) ? other : one;
  }

  private static String reason(MetricLine line) {
    String reason = line.tag("reason");
    return reason == null ? "" : reason;
  }

  private static String key(GhostMetric metric, boolean throttled) {
    return metric.name() + throttled;
  }

  /**
   * The sum of it.
   *
   * @param before whether gh-ost was throttled in the flush before; null when not known
   */
  StatsdFigures figures(StatsdSeries series, @Nullable Boolean before) {
    Double active = gauges.get(GhostMetric.THROTTLE_ACTIVE);
    Boolean throttled = active == null ? null : active != 0;
    Measurements all = new Measurements();
    queries.values().forEach(all::add);
    List<StatsdFigures.EndedThrottle> ended = new ArrayList<>();
    throttles.forEach((reason, seconds) ->
        ended.add(new StatsdFigures.EndedThrottle(reason, Double.isNaN(seconds) ? null : seconds)));
    return new StatsdFigures(
        series,
        first,
        whole(GhostMetric.ROWS_COPIED),
        whole(GhostMetric.ROWS_ESTIMATE),
        whole(GhostMetric.DML_EVENTS_APPLIED),
        whole(GhostMetric.BACKLOG_SIZE),
        whole(GhostMetric.BACKLOG_CAPACITY),
        lag(GhostMetric.LAG_REPLICATION_SECONDS, throttled, before),
        lag(GhostMetric.LAG_HEARTBEAT_SECONDS, throttled, before),
        throttled,
        timing("range_select"),
        timing("chunk_copy"),
        timing("binlog_apply"),
        sleeps.timing(),
        all.timing(),
        Math.round(failedQueries),
        ended,
        cutOver,
        started,
        runtime());
  }

  private dev.ghostwatch.model.statsd.@Nullable Timing timing(String kind) {
    Measurements measurements = queries.get(kind);
    return measurements == null ? null : measurements.timing();
  }

  /** Of two the one that was sent in the state that gh-ost is in now. */
  private @Nullable Double lag(
      GhostMetric metric, @Nullable Boolean throttled, @Nullable Boolean before) {
    Double whileThrottled = lags.get(key(metric, true));
    Double whileNot = lags.get(key(metric, false));
    if (whileThrottled == null || whileNot == null) {
      return whileThrottled == null ? whileNot : whileThrottled;
    }
    boolean isThrottled = throttled != null ? throttled : before != null && !before;
    return isThrottled ? whileThrottled : whileNot;
  }

  private StatsdFigures.@Nullable GhostRuntime runtime() {
    if (!gauges.containsKey(GhostMetric.RUNTIME_SYS)) {
      return null;
    }
    Double pause = gauges.get(GhostMetric.RUNTIME_GC_PAUSE);
    return new StatsdFigures.GhostRuntime(
        whole(GhostMetric.RUNTIME_ALLOC),
        whole(GhostMetric.RUNTIME_SYS),
        whole(GhostMetric.RUNTIME_HEAP),
        whole(GhostMetric.RUNTIME_GC_COUNT),
        pause == null ? null : pause / NANOS,
        whole(GhostMetric.RUNTIME_GOROUTINES));
  }

  private @Nullable Long whole(GhostMetric metric) {
    Double value = gauges.get(metric);
    return value == null ? null : Long.valueOf(Math.round(value));
  }
}
