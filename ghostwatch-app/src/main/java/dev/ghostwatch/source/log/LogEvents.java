package dev.ghostwatch.source.log;

import java.time.Instant;

/** Told of the lines of a log that matter and are no samples. */
@FunctionalInterface
public interface LogEvents {
  void seen(Instant at, LogMessage message);
}
