package dev.ghostwatch.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in. In memory only, by a hash of what the cookie holds: a restart of the agent ends
 * all, and a dump of its memory lets nobody in. Thread-safe.
 */
public final class Sessions {
  /** Nobody stays logged in longer. */
  public static final Duration LONGEST = Duration.ofDays(7);

  /** Who does nothing for so long is logged out. */
  public static final Duration IDLE = Duration.ofHours(12);

  private static final int MOST = 1000;
  private static final int BYTES = 32;

  private final Randomness randomness;
  private final Map<String, Session> sessions = new LinkedHashMap<>();

  /**
   * A session.
   *
   * @param hash of the password that began it: with another password it is over
   * @param csrf what a request that changes something must bring beside the cookie
   */
  public record Session(String user, String hash, String csrf, Instant begunAt, Instant usedAt) {
    @Override
    public String toString() {
      return "Session[user=" + user + "]";
    }
  }

  /**
   * A new session.
   *
   * @param secret what the cookie holds
   */
  public record Begun(String secret, Session session) {
    @Override
    public String toString() {
      return "Begun[" + session + "]";
    }
  }

  public Sessions(Randomness randomness) {
    this.randomness = randomness;
  }

  /** Logs somebody in, by the password with this hash. */
  public synchronized Begun begin(String user, String hash, Instant now) {
    sessions.values().removeIf(session -> isOver(session, now));
    if (sessions.size() >= MOST) {
      sessions.remove(sessions.keySet().iterator().next());
    }
    String secret = randomness.text(BYTES);
    Session session = new Session(user, hash, randomness.text(BYTES), now, now);
    sessions.put(Hashes.of(secret), session);
    return new Begun(secret, session);
  }

  /** The session of a cookie, which is in use by that; null when there is none or it is over. */
  public synchronized @Nullable Session of(String secret, Instant now) {
    String key = Hashes.of(secret);
    Session session = sessions.get(key);
    if (session == null || isOver(session, now)) {
      sessions.remove(key);
      return null;
    }
    Session used =
        new Session(session.user(), session.hash(), session.csrf(), session.begunAt(), now);
    sessions.put(key, used);
    return used;
  }

  private static boolean isOver(Session session, Instant now) {
    return now.isAfter(session.begunAt().plus(LONGEST)) || now.isAfter(session.usedAt().plus(IDLE));
  }

  /** Logs out. */
  public synchronized void end(String secret) {
    sessions.remove(Hashes.of(secret));
  }
}
