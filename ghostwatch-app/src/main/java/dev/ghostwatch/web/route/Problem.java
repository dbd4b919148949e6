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
  /** The media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final int UNKNOWN = 401;

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
    if (status == UNKNOWN) {
      // Not Basic: a browser would ask for a password itself, and send it ever after.
      request.header("WWW-Authenticate", "Bearer realm=\"GhostWatch\"");
    }
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
    if (problem.status() == UNKNOWN) {
      response.setHeader("WWW-Authenticate", "Bearer realm=\"GhostWatch\"");
    }
    response.setContentType(MEDIA_TYPE);
    response
        .getOutputStream()
        .write(body(problem.status(), problem.title(), problem.detail(), request.getRequestURI()));
  }

  /** A problem document. */
  public static byte[] body(int status, String title, String detail, String instance) {
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
