package dev.ghostwatch.web.route;

import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.Json;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Answers in JSON. */
public final class Answers {
  private Answers() {}

  /** Answers with an object, whose fields {@code body} writes. */
  public static void object(Context request, Consumer<Json> body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 12);
    Documents.object(out, Documents.Format.JSON_LINE, body);
    request.contentType(Route.JSON).result(out.toByteArray());
  }

  /** Answers with an array of objects, whose fields {@code body} writes. */
  public static <T> void array(Context request, Collection<T> elements, BiConsumer<Json, T> body)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 12);
    Documents.array(out, Documents.Format.JSON_LINE, elements, body);
    request.contentType(Route.JSON).result(out.toByteArray());
  }

  /** Says where the next page is; the parameters of the query stay, but for the cursor. */
  public static void next(Context request, String cursor) {
    StringBuilder link = new StringBuilder("<").append(request.path()).append('?');
    request
        .queryParamMap()
        .forEach((name, values) -> {
          if (!name.equals("cursor")) {
            for (String value : values) {
              link.append(encoded(name)).append('=').append(encoded(value)).append('&');
            }
          }
        });
    request.header("Link", link + "cursor=" + encoded(cursor) + ">; rel=\"next\"");
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }
}
