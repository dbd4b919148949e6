package dev.ghostwatch.web.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;

/** What the agent tells of its own work. */
public final class SelfMetrics {
  private static final double[] BUCKETS = {0.001, 0.005, 0.025, 0.1, 0.5, 1, 5};
  private static final double[] LATENESS_BUCKETS = {0.005, 0.025, 0.1, 0.25, 1, 5};

  private final Counter polls;
  private final Histogram durations;
  private final Counter paid;
  private final Counter notices;
  private final Counter decisions;
  private final Counter statsdLines;
  private final Histogram lateness;
  private final Gauge budget;

  /**
   * @param version of this program
   */
  public SelfMetrics(PrometheusRegistry registry, String version) {
    Info info =
        Info.builder()
            .name("ghostwatch_build_info")
            .help("The version of GhostWatch.")
            .labelNames("version")
            .register(registry);
    info.addLabelValues(version);
    polls =
        Counter.builder()
            .name("ghostwatch_polls_total")
            .help("Questions asked, by source and result.")
            .labelNames("source", "result")
            .register(registry);
    durations =
        Histogram.builder()
            .name("ghostwatch_poll_duration_seconds")
            .help("How long a question took to be answered.")
            .classicUpperBounds(BUCKETS)
            .classicOnly()
            .labelNames("source")
            .register(registry);
    paid =
        Counter.builder()
            .name("ghostwatch_sup_questions_total")
            .help("Questions that made gh-ost write a row and a log line.")
            .register(registry);
    notices =
        Counter.builder()
            .name("ghostwatch_notices_total")
            .help("Notices for the operator, by kind.")
            .labelNames("kind")
            .register(registry);
    paid.inc(0);
    decisions =
        Counter.builder()
            .name("ghostwatch_poll_budget_decisions_total")
            .help("Whether gh-ost might be asked, and what or why not.")
            .labelNames("decision", "reason")
            .register(registry);
    statsdLines =
        Counter.builder()
            .name("ghostwatch_statsd_lines_total")
            .help("Lines of StatsD received, by listener and what became of them.")
            .labelNames("listener", "result")
            .register(registry);
    lateness =
        Histogram.builder()
            .name("ghostwatch_tick_lateness_seconds")
            .help("How much later than due a run was looked at.")
            .classicUpperBounds(LATENESS_BUCKETS)
            .classicOnly()
            .register(registry);
    budget =
        Gauge.builder()
            .name("ghostwatch_poll_budget_seconds")
            .help("The least time between two questions that make one gh-ost write a row.")
            .register(registry);
  }

  /** So much time lies between two questions that cost a gh-ost something. */
  public void budget(Duration interval) {
    budget.set(interval.toNanos() / 1e9);
  }

  /**
   * A question was asked.
   *
   * @param result {@code ok}, or the kind of failure in lower case
   */
  public void polled(String source, String result, Duration took) {
    polls.labelValues(source, result).inc();
    durations.labelValues(source).observe(took.toNanos() / 1e9);
  }

  /** A run was looked at, so much later than due. */
  public void ticked(Duration late) {
    lateness.observe(late.toNanos() / 1e9);
  }

  /**
   * The budget of questions to a gh-ost has decided.
   *
   * @param reason what was asked, or why nothing was
   */
  public void decided(boolean granted, String reason) {
    decisions.labelValues(granted ? "granted" : "denied", reason).inc();
  }

  /**
   * A StatsD listener has received lines.
   *
   * @param result what became of them, in a word
   */
  public void statsd(String listener, String result, long lines) {
    statsdLines.labelValues(listener, result).inc(lines);
  }

  /** A question was asked that costs gh-ost a write. */
  public void paidQuestion() {
    paid.inc();
  }

  /** The operator was told something. */
  public void noticed(String kind) {
    notices.labelValues(kind).inc();
  }
}
