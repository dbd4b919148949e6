package dev.ghostwatch.web;

import dev.ghostwatch.document.Documents;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Errors as RFC 9457 problem documents. */
final class Problem {
  private static final String MEDIA_TYPE = "application/problem+json";

  private Problem() {}

  /** Whether the request was answered with a problem of its own. */
  static boolean isAnswered(Context request) {
    return request.attribute(MEDIA_TYPE) != null;
  }

  /**
   * Answers with a problem.
   *
   * @param detail what was asked, what was found, what to do next
   */
  static void answer(Context request, int status, String title, String detail) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Documents.object(
          out,
          Documents.Format.JSON_LINE,
          json -> {
            json.text("type", "about:blank");
            json.text("title", title);
            json.number("status", (long) status);
            json.text("detail", detail);
            json.text("instance", request.path());
          });
    } catch (IOException e) {
      throw new UncheckedIOException("BUG: writing to memory failed", e);
    }
    request.attribute(MEDIA_TYPE, true);
    request.status(status).contentType(MEDIA_TYPE).result(out.toByteArray());
  }
}
