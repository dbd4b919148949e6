package dev.ghostwatch.model.log;

import java.util.Locale;

/** How a run ended, as its log tells. */
public enum RunOutcome {
  SUCCEEDED,
  FAILED,
  /** Panic command, panic flag file, critical load. */
  ABORTED,
  /** The log simply stops: still going, or killed. */
  RUNNING,
  /** Nothing to go by. */
  UNKNOWN;

  /** The name in JSON documents. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
