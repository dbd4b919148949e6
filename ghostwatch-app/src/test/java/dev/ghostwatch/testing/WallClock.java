package dev.ghostwatch.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock on the wall: it goes on when told to, and somebody may set it. */
public final class WallClock implements InstantSource {
  private volatile Instant now;

  public WallClock(Instant start) {
    now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  /** Sets it, back or forward. */
  public synchronized void set(Instant to) {
    now = to;
  }
}
