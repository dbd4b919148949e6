package dev.ghostwatch.web;

import dev.ghostwatch.web.route.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What Jetty itself refuses – no HTTP, a path that leaves the root – as problems too. */
final class PlainErrors extends ErrorHandler {
  private static final String DETAIL =
      "The request is none that the agent understands. /api/v1/openapi.json says what there is.";

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback)
      throws IOException {
    HttpFields.Mutable to = response.getHeaders();
    to.put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    to.put("X-Content-Type-Options", "nosniff");
    to.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    byte[] body = Problem.body(status, "Bad request", DETAIL, "");
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
