package dev.ghostwatch.web.api;

import dev.ghostwatch.alert.silence.NewSilence;
import dev.ghostwatch.client.command.NearestName;
import dev.ghostwatch.config.schema.Wording;
import dev.ghostwatch.document.JsonTree;
import dev.ghostwatch.document.JsonTree.BadJsonException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A silence as it is asked for over HTTP: {@code matchers}, {@code startsAt} (now when left out),
 * {@code endsAt} or {@code durationSeconds}, {@code author}, {@code comment}.
 */
final class SilenceRequest {
  private static final List<String> FIELDS =
      List.of("matchers", "startsAt", "endsAt", "durationSeconds", "author", "comment");

  /** Over ten years. */
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Duration.ofDays(3660).toSeconds());

  private SilenceRequest() {}

  /** The body is no such request. */
  static final class BadRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Wording wording;

    BadRequestException(String key, String... arguments) {
      super(key);
      this.wording = Wording.of(key, (Object[]) arguments);
    }

    Wording wording() {
      return wording;
    }
  }

  static NewSilence read(String body, Instant now) throws BadRequestException {
    Map<String, @Nullable Object> fields;
    try {
      fields = JsonTree.object(body);
    } catch (BadJsonException e) {
      throw new BadRequestException("silence.json", String.valueOf(e.getMessage()));
    }
    for (String name : fields.keySet()) {
      if (!FIELDS.contains(name)) {
        String near = NearestName.of(name, FIELDS);
        throw new BadRequestException(
            "silence.field", name, near == null ? String.join(", ", FIELDS) : near);
      }
    }
    Instant starts = time(fields, "startsAt");
    return new NewSilence(
        matchers(fields.get("matchers")),
        starts,
        end(fields, starts == null ? now : starts),
        text(fields, "author"),
        text(fields, "comment"));
  }

  private static List<String> matchers(@Nullable Object value) throws BadRequestException {
    List<String> matchers = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        if (!(element instanceof String text)) {
          throw new BadRequestException("silence.matchers");
        }
        matchers.add(text);
      }
    } else if (value != null) {
      throw new BadRequestException("silence.matchers");
    }
    return matchers;
  }

  private static Instant end(Map<String, @Nullable Object> fields, Instant starts)
      throws BadRequestException {
    Instant end = time(fields, "endsAt");
    Object duration = fields.get("durationSeconds");
    if ((end == null) == (duration == null)) {
      throw new BadRequestException("silence.end");
    }
    if (end != null) {
      return end;
    }
    if (duration instanceof BigDecimal seconds
        && seconds.signum() > 0
        && seconds.compareTo(LONGEST) <= 0) {
      return starts.plusMillis(seconds.movePointRight(3).longValue());
    }
    throw new BadRequestException("silence.duration", String.valueOf(duration));
  }

  private static @Nullable Instant time(Map<String, @Nullable Object> fields, String name)
      throws BadRequestException {
    Object value = fields.get(name);
    if (value == null) {
      return null;
    }
    try {
      return Instant.parse(String.valueOf(value));
    } catch (DateTimeParseException e) {
      throw new BadRequestException("silence.time", name, String.valueOf(value));
    }
  }

  /** Empty when it is missing: what a silence needs is the silences' to say. */
  private static String text(Map<String, @Nullable Object> fields, String name)
      throws BadRequestException {
    Object value = fields.get(name);
    if (value != null && !(value instanceof String)) {
      throw new BadRequestException("silence.text", name);
    }
    return value == null ? "" : String.valueOf(value);
  }
}
