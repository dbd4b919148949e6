package dev.ghostwatch.web.route;

import jakarta.servlet.http.HttpServletResponse;

/** What every answer says to a browser, whatever it is. */
public final class Headers {
  private Headers() {}

  /**
   * Sets them: nothing is guessed of types, shown in frames, told to others, or run; an answer is
   * asked for again before it is used again. The page loosens what it must.
   */
  public static void guard(HttpServletResponse response) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader(
        "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader(
        "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  }
}
