package dev.ghostwatch.web.route;

import io.javalin.http.Context;
import java.util.function.BooleanSupplier;

/**
 * Who asks.
 *
 * @param name as the audit calls them
 * @param known whether they have logged in or shown a token
 * @param stillAllowed whether what let them in still holds: a session ends, a token is revoked
 */
public record Caller(String name, boolean known, BooleanSupplier stillAllowed) {
  private static final String ATTRIBUTE = Caller.class.getName();

  /** Remembers that they sent a request. */
  public void sent(Context request) {
    request.attribute(ATTRIBUTE, this);
  }

  /** Who sent a request that was let in. */
  public static Caller of(Context request) {
    Caller caller = request.attribute(ATTRIBUTE);
    if (caller == null) {
      throw new IllegalStateException("BUG: a request that nobody let in");
    }
    return caller;
  }
}
