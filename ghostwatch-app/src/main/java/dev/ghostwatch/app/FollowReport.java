package dev.ghostwatch.app;

import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.monitor.FollowObserver;
import dev.ghostwatch.web.metrics.SelfMetrics;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts into the agent's log and metrics how following goes. */
final class FollowReport implements FollowObserver {
  private static final Logger LOG = LoggerFactory.getLogger(FollowReport.class);

  private final SelfMetrics metrics;

  FollowReport(SelfMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void noticed(String kind, String text) {
    metrics.noticed(kind);
    LOG.warn("event={}-notice text=\"{}\"", kind, Printable.text(text));
  }

  @Override
  public void ticked(Duration late) {
    metrics.ticked(late);
  }

  @Override
  public void decided(boolean granted, String reason) {
    metrics.decided(granted, reason);
  }
}
