package dev.ghostwatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A clock that moves when it is told to, and calls its listeners before {@link #advance} returns.
 */
public final class ManualClock implements SimulationClock {
  private final List<Consumer<Instant>> listeners = new CopyOnWriteArrayList<>();
  private volatile Instant now;

  /** A clock that stands at the given time. */
  public ManualClock(Instant start) {
    now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public Registration follow(Consumer<Instant> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Moves time on. */
  public synchronized void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("time cannot go back by " + by.negated());
    }
    Instant then = now.plus(by);
    now = then;
    listeners.forEach(listener -> listener.accept(then));
  }
}
