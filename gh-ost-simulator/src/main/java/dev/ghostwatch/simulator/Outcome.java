package dev.ghostwatch.simulator;

import java.time.Instant;

/** How a simulated run ended. The exit status is the one gh-ost's process would have. */
public sealed interface Outcome {

  /** The virtual time of the end. */
  Instant at();

  /** The exit status of the process; for a killed one 128 plus the signal. */
  int exitStatus();

  /** The tables were swapped. */
  record Succeeded(Instant at) implements Outcome {
    @Override
    public int exitStatus() {
      return 0;
    }
  }

  /**
   * The run gave up or was told to.
   *
   * @param reason the text of gh-ost's FATAL line
   */
  record Aborted(Instant at, String reason) implements Outcome {
    @Override
    public int exitStatus() {
      return 1;
    }
  }

  /**
   * The process was killed and left no last line.
   *
   * @param signal the number of the signal, for example 9
   */
  record Killed(Instant at, int signal) implements Outcome {
    @Override
    public int exitStatus() {
      return 128 + signal;
    }
  }
}
