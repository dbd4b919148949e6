package dev.ghostwatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A clock that follows real time at a multiple of its speed; at 60 an hour passes in a minute. One
 * thread calls all listeners, about twenty times a real second.
 */
public final class ScaledClock implements SimulationClock, AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(50);

  private final InstantSource source;
  private final Instant virtualStart;
  private final double speed;
  private final List<Consumer<Instant>> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable Instant realStart;
  private volatile boolean closed;
  private @Nullable Thread ticker;

  /**
   * A clock that stands at its start until {@link #start}.
   *
   * @param source real time
   * @param virtualStart the virtual time it begins with
   * @param speed virtual seconds per real second, above 0
   */
  public ScaledClock(InstantSource source, Instant virtualStart, double speed) {
    if (!(speed > 0)) {
      throw new IllegalArgumentException(
          "speed is %s; it must be above 0, for example 60".formatted(speed));
    }
    this.source = source;
    this.virtualStart = virtualStart;
    this.speed = speed;
  }

  /** Lets time run. */
  public synchronized void start() {
    if (ticker == null) {
      realStart = source.instant();
      ticker = Thread.ofPlatform().name("simulation-clock").daemon().start(this::tick);
    }
  }

  private void tick() {
    while (!closed) {
      Instant now = instant();
      for (Consumer<Instant> listener : List.copyOf(listeners)) {
        try {
          listener.accept(now);
        } catch (RuntimeException e) {
          // One run that cannot go on, say for a full disk, must not stop the time of the others.
          listeners.remove(listener);
          Thread self = Thread.currentThread();
          self.getUncaughtExceptionHandler().uncaughtException(self, e);
        }
      }
      LockSupport.parkNanos(TICK.toNanos());
    }
  }

  @Override
  public Instant instant() {
    Instant began = realStart;
    if (began == null) {
      return virtualStart;
    }
    double realNanos = Duration.between(began, source.instant()).toNanos();
    return virtualStart.plusNanos(Math.round(realNanos * speed));
  }

  @Override
  public Registration follow(Consumer<Instant> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Stops calling listeners; time itself stays readable. */
  @Override
  public synchronized void close() {
    closed = true;
    if (ticker != null) {
      LockSupport.unpark(ticker);
    }
  }
}
