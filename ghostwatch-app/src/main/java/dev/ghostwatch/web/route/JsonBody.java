package dev.ghostwatch.web.route;

import dev.ghostwatch.client.command.NearestName;
import dev.ghostwatch.document.JsonTree;
import dev.ghostwatch.document.JsonTree.BadJsonException;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a small JSON object that a request brings. */
public final class JsonBody {
  private static final String BAD = "Bad body";
  private static final int MOST = 1 << 20;

  private JsonBody() {}

  /**
   * The fields of the object.
   *
   * @param known the names there are; any other is refused
   */
  public static Map<String, @Nullable Object> of(Context request, List<String> known)
      throws ProblemException {
    String type = request.contentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(Route.JSON)) {
      // A form of a web page of somebody else's cannot send this type.
      throw new ProblemException(
          415, "Not JSON", "Send it with Content-Type: " + Route.JSON + "; found " + type + ".");
    }
    Map<String, @Nullable Object> fields;
    try {
      fields = JsonTree.object(content(request));
    } catch (BadJsonException e) {
      throw new ProblemException(
          400, BAD, "The body cannot be read as a JSON object: " + e.getMessage() + ".", e);
    }
    for (String name : fields.keySet()) {
      if (!known.contains(name)) {
        String near = NearestName.of(name, known);
        throw ProblemException.badRequest(
            BAD,
            "There is no field \""
                + name
                + "\"; "
                + (near == null ? "there are " + String.join(", ", known) : "did you mean " + near)
                + ". Nothing was done.");
      }
    }
    return fields;
  }

  /** The body as text, however it is sent: with its length told before or not. */
  public static String content(Context request) throws ProblemException {
    try {
      byte[] bytes =
          request.req().getContentLengthLong() > MOST
              ? new byte[MOST + 1]
              : request.bodyInputStream().readNBytes(MOST + 1);
      if (bytes.length > MOST) {
        throw new ProblemException(
            413,
            "Too large",
            "The body is larger than "
                + (MOST >> 20)
                + " MB, more than this takes. Nothing was done.");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ProblemException(400, BAD, "The body did not come whole: " + e + ".", e);
    }
  }

  /** A text that must be there. */
  public static String text(Map<String, @Nullable Object> fields, String name)
      throws ProblemException {
    String text = textOrNull(fields, name);
    if (text == null) {
      throw ProblemException.badRequest(BAD, "The field " + name + " is missing.");
    }
    return text;
  }

  /** A text; null when it is not there. */
  public static @Nullable String textOrNull(Map<String, @Nullable Object> fields, String name)
      throws ProblemException {
    Object value = fields.get(name);
    if (value != null && !(value instanceof String)) {
      throw ProblemException.badRequest(BAD, "The field " + name + " must be a text.");
    }
    return value == null ? null : (String) value;
  }

  /** A truth value; false when it is not there. */
  public static boolean flag(Map<String, @Nullable Object> fields, String name)
      throws ProblemException {
    Object value = fields.get(name);
    if (value != null && !(value instanceof Boolean)) {
      throw ProblemException.badRequest(BAD, "The field " + name + " must be true or false.");
    }
    return Boolean.TRUE.equals(value);
  }
}
