package dev.ghostwatch.web.route;

import dev.ghostwatch.document.Documents;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Errors as RFC 9457 problem documents. */
public final class Problem {
  static final String MEDIA_TYPE = "application/problem+json";

  private Problem() {}

  /** Whether the request was answered with a problem of its own. */
  public static boolean isAnswered(Context request) {
    return request.attribute(MEDIA_TYPE) != null;
  }

  /**
   * Answers with a problem.
   *
   * @param detail what was asked, what was found, what to do next
   */
  public static void answer(Context request, int status, String title, String detail) {
    byte[] body = body(status, title, detail, request.path());
    request.attribute(MEDIA_TYPE, true);
    request.status(status).contentType(MEDIA_TYPE).result(body);
  }

  /** Answers with a problem. */
  public static void answer(Context request, ProblemException problem) {
    answer(request, problem.status(), problem.title(), problem.detail());
  }

  /** Answers with a problem where there is no Javalin. */
  public static void answer(
      HttpServletRequest request, HttpServletResponse response, ProblemException problem)
      throws IOException {
    response.setStatus(problem.status());
    response.setContentType(MEDIA_TYPE);
    response
        .getOutputStream()
        .write(
            body(problem.status(), problem.title(), problem.detail(), request.getRequestURI()));
  }

  private static byte[] body(int status, String title, String detail, String instance) {
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
            json.text("instance", instance);
          });
    } catch (IOException e) {
      throw new UncheckedIOException("BUG: writing to memory failed", e);
    }
    return out.toByteArray();
  }
}
