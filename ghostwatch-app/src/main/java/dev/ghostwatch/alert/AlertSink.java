package dev.ghostwatch.alert;

import java.util.List;

/**
 * Where alerts go that fire or are resolved. The rules tell each change once, and all that fire
 * once more after a start and every minute, as Prometheus does; the sink must take the same alert
 * again. What was resolved in the last 15 minutes is told once more after a start too: the process
 * may have ended between the rules' note of it and the sink's.
 */
@FunctionalInterface
public interface AlertSink {
  /** Takes in alerts; returns at once and throws nothing. */
  void take(List<Alert> alerts);
}
