package dev.ghostwatch.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * The cookie of a session: no script reads it, no other site sends it. Its name has the port,
 * because browsers keep cookies by host alone and several agents may run on one.
 */
final class Cookie {
  private Cookie() {}

  private static String name(HttpServletRequest request) {
    return "ghostwatch_" + request.getLocalPort();
  }

  /** What the cookie holds; null when there is none. */
  static @Nullable String of(HttpServletRequest request) {
    if (request.getCookies() != null) {
      for (jakarta.servlet.http.Cookie cookie : request.getCookies()) {
        if (cookie.getName().equals(name(request))) {
          return cookie.getValue();
        }
      }
    }
    return null;
  }

  /**
   * Sets it.
   *
   * @param seconds how long the browser keeps it; 0 removes it
   */
  static void set(
      HttpServletRequest request, HttpServletResponse response, String value, long seconds) {
    response.addHeader(
        "Set-Cookie",
        name(request)
            + "="
            + value
            + "; Path=/; Max-Age="
            + seconds
            + "; HttpOnly; SameSite=Strict"
            + (request.isSecure() ? "; Secure" : ""));
  }
}
