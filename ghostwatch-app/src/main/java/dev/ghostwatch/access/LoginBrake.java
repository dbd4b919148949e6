package dev.ghostwatch.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down who guesses passwords: after three wrong ones the next is not looked at before a
 * second has passed, then two, four, up to a minute; for the address that tries, and from ten on
 * for the user it tries, wherever from. Nothing waits: what comes too early is refused.
 * Thread-safe.
 */
public final class LoginBrake {
  private static final int FREE_PER_ADDRESS = 3;
  private static final int FREE_PER_USER = 10;
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration FORGOTTEN = Duration.ofHours(1);
  private static final int REMEMBERED = 10_000;

  private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true);

  private record Failures(int count, Instant last) {}

  /** How long somebody must wait before a password is looked at; zero for not at all. */
  public synchronized Duration wait(String address, String user, Instant now) {
    Duration one = wait("address " + address, FREE_PER_ADDRESS, now);
    Duration other = wait("user " + user, FREE_PER_USER, now);
    return one.compareTo(other) > 0 ? one : other;
  }

  private Duration wait(String key, int free, Instant now) {
    Failures known = failures.get(key);
    if (known == null || known.count() < free) {
      return Duration.ZERO;
    }
    Duration pause = Duration.ofSeconds(1L << Math.min(10, known.count() - free));
    Instant until = known.last().plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
    return now.isBefore(until) ? Duration.between(now, until) : Duration.ZERO;
  }

  /** A password was wrong. */
  public synchronized void failed(String address, String user, Instant now) {
    add("address " + address, now);
    add("user " + user, now);
  }

  private void add(String key, Instant now) {
    Failures known = failures.get(key);
    int before = known == null || known.last().plus(FORGOTTEN).isBefore(now) ? 0 : known.count();
    failures.put(key, new Failures(before + 1, now));
    if (failures.size() > REMEMBERED) {
      failures.remove(failures.keySet().iterator().next());
    }
  }

  /** A password was right. */
  public synchronized void succeeded(String address, String user) {
    failures.remove("address " + address);
    failures.remove("user " + user);
  }
}
