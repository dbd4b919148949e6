package dev.ghostwatch.alert.receiver;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a server answered.
 *
 * @param host that answered
 * @param status of HTTP
 * @param body its beginning
 * @param headers by their names in lower case
 */
record Reply(String host, int status, String body, Map<String, String> headers) {
  /** A receiver that asks for a longer pause is asked again after this all the same. */
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private static final JsonMapper JSON = new JsonMapper();

  /** The body as JSON; null when it is none. */
  @Nullable JsonNode json() {
    try {
      JsonNode node = JSON.readTree(body);
      return node == null || !node.isContainer() ? null : node;
    } catch (JacksonException _) {
      return null;
    }
  }

  /** The number in a field of a JSON body; null when there is none. */
  @Nullable Long number(String field) {
    JsonNode node = json();
    JsonNode value = node == null ? null : node.get(field);
    return value != null && value.isIntegralNumber() ? Long.valueOf(value.asLong()) : null;
  }

  /** The text of a field of a JSON body; empty when there is none. */
  String text(String field) {
    JsonNode node = json();
    JsonNode value = node == null ? null : node.get(field);
    return value == null || value.isNull()
        ? ""
        : value.isString() ? value.asString() : value.toString();
  }

  /** What the header Retry-After says; null when it says nothing. */
  @Nullable Duration retryAfter(Instant now) {
    String header = headers.get("retry-after");
    if (header == null) {
      // Where Telegram says it.
      JsonNode node = json();
      JsonNode asked = node == null ? null : node.path("parameters").path("retry_after");
      return asked != null && asked.isIntegralNumber()
          ? capped(Duration.ofSeconds(asked.asLong()))
          : null;
    }
    Duration pause;
    if (header.strip().matches("\\d{1,9}")) {
      pause = Duration.ofSeconds(Long.parseLong(header.strip()));
    } else {
      try {
        pause =
            Duration.between(
                now,
                ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
      } catch (DateTimeException _) {
        return null;
      }
    }
    return capped(pause);
  }

  static Duration capped(Duration pause) {
    if (pause.isNegative()) {
      return Duration.ZERO;
    }
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
