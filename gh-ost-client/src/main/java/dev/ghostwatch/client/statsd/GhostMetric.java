package dev.ghostwatch.client.statsd;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The metrics that gh-ost sends every five seconds and at its end, as recorded from the development
 * branch of August 2026. None names the migration: only tags that gh-ost is given tell.
 */
public enum GhostMetric {
  /** Once, in the first flush. */
  STARTUP("startup"),
  ROWS_COPIED("row_copy.rows_copied"),
  ROWS_ESTIMATE("row_copy.rows_estimate"),
  DML_EVENTS_APPLIED("dml.events_applied"),
  BACKLOG_SIZE("binlog.backlog_size"),
  BACKLOG_CAPACITY("binlog.backlog_capacity"),
  BACKLOG_UTILIZATION("binlog.backlog_utilization"),
  /** With the tag {@code throttled}: around a change one flush has both series. */
  LAG_REPLICATION_SECONDS("lag.replication_seconds", "throttled"),
  LAG_HEARTBEAT_SECONDS("lag.heartbeat_seconds", "throttled"),
  /** 0 or 1 at the moment of the flush. */
  THROTTLE_ACTIVE("throttle.active"),
  /** When throttling ends, with the tag {@code reason}. */
  THROTTLE_EVENTS("throttle.events_total", "reason"),
  THROTTLE_DURATION("throttle.duration_milliseconds", "reason"),
  /** With the tag {@code stage}; absent while throttled. */
  SLEEP_TOTAL("sleep.total_milliseconds", "stage"),
  SLEEP_DURATION("sleep.duration_milliseconds", "stage"),
  /** With the tags {@code side}, {@code kind}, {@code outcome}. */
  QUERY_DURATION("query.duration_milliseconds", "side"),
  CUT_OVER_ATTEMPTS("cut_over.attempts_total", "outcome"),
  /** With the tags {@code phase} and {@code outcome}. */
  CUT_OVER_PHASE_DURATION("cut_over.phase_duration_milliseconds", "phase"),
  CUT_OVER_DURATION("cut_over.total_duration_milliseconds", "outcome"),
  RUNTIME_ALLOC("go_runtime.alloc_bytes"),
  RUNTIME_SYS("go_runtime.sys_bytes"),
  RUNTIME_HEAP("go_runtime.heap_inuse_bytes"),
  RUNTIME_GC_COUNT("go_runtime.num_gc"),
  RUNTIME_GC_PAUSE("go_runtime.gc_pause_total_ns"),
  RUNTIME_GOROUTINES("go_runtime.goroutines");

  /** What all names begin with. */
  public static final String NAMESPACE = "gh_ost.";

  private static final Map<String, GhostMetric> BY_NAME = new HashMap<>();

  static {
    for (GhostMetric metric : values()) {
      BY_NAME.put(metric.metricName, metric);
    }
  }

  private final String metricName;
  private final @Nullable String firstOwnTag;

  GhostMetric(String name) {
    this(name, null);
  }

  GhostMetric(String name, @Nullable String firstOwnTag) {
    this.metricName = NAMESPACE + name;
    this.firstOwnTag = firstOwnTag;
  }

  /**
   * The key of the first tag that gh-ost itself adds, behind those of {@code --statsd-tags}; null
   * when it adds none. What stands behind may be the rest of a reason with commas in it.
   */
  public @Nullable String firstOwnTag() {
    return firstOwnTag;
  }

  /** The name on the wire. */
  public String metricName() {
    return metricName;
  }

  /** The metric with this name; null for another program's, or a later release's. */
  public static @Nullable GhostMetric byName(String name) {
    return BY_NAME.get(name);
  }
}
