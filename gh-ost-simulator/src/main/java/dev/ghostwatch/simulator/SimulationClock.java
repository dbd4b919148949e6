package dev.ghostwatch.simulator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The virtual time of one or many simulated runs. */
public interface SimulationClock extends InstantSource {

  /** The virtual time now. */
  @Override
  Instant instant();

  /**
   * Calls the listener whenever time has moved on, until the registration is closed. Listeners are
   * called one after another.
   */
  Registration follow(Consumer<Instant> listener);

  /** Ends a listener's following. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
