package dev.ghostwatch.web.api;

import dev.ghostwatch.web.route.JsonBody;
import dev.ghostwatch.web.route.ProblemException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command as it is asked for over HTTP.
 *
 * @param setting what is set; null for the other commands
 * @param value what to; null likewise
 * @param isDryRun whether nothing is to be sent
 * @param confirm the table's name, typed by a person; null when it was not
 */
record Order(
    Kind kind,
    @Nullable String setting,
    @Nullable String value,
    boolean isDryRun,
    @Nullable String confirm) {
  private static final List<String> FIELDS =
      List.of("command", "setting", "value", "dryRun", "confirm");

  /** The commands there are. */
  enum Kind {
    SET,
    THROTTLE,
    RESUME,
    POSTPONE,
    CUT_OVER,
    SLOW_DOWN,
    SPEED_UP,
    PANIC;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it cannot be taken back. */
    boolean isFinal() {
      return this == CUT_OVER || this == PANIC;
    }
  }

  static Order of(Context request) throws ProblemException {
    Map<String, @Nullable Object> body = JsonBody.of(request, FIELDS);
    Kind kind = kind(JsonBody.text(body, "command"));
    String setting = JsonBody.textOrNull(body, "setting");
    String value = JsonBody.textOrNull(body, "value");
    if ((kind == Kind.SET) != (setting != null && value != null)) {
      throw ProblemException.badRequest(
          "Bad command",
          "set takes setting and value, both texts; the other commands take neither. Nothing was"
              + " sent.");
    }
    return new Order(
        kind, setting, value, JsonBody.flag(body, "dryRun"), JsonBody.textOrNull(body, "confirm"));
  }

  private static Kind kind(String word) throws ProblemException {
    StringBuilder known = new StringBuilder();
    for (Kind kind : Kind.values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
      known.append(known.isEmpty() ? "" : ", ").append(kind.word());
    }
    throw ProblemException.badRequest(
        "Bad command",
        "There is no command \"" + word + "\"; there are " + known + ". Nothing was sent.");
  }
}
