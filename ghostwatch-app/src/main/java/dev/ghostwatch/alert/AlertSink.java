package dev.ghostwatch.alert;

import java.util.List;

/**
 * Where alerts go that fire or are resolved. The rules tell each change once, and all that fire
 * once more after a start and every minute, as Prometheus does; the sink must take the same alert
 * again.
 */
@FunctionalInterface
public interface AlertSink {
  /** Takes in alerts; returns at once and throws nothing. */
  void take(List<Alert> alerts);
}
