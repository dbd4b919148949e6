package dev.ghostwatch.source.journal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads what {@code journalctl -o json} prints: an object a line, values as text; a message that is
 * not UTF-8 is a list of its bytes, one with several values a list of texts.
 */
final class JournalEntryParser {
  private static final JsonFactory JSON = new JsonFactory();
  private static final long MICROS = 1_000_000;

  private @Nullable Instant at;
  private @Nullable String cursor;
  private @Nullable Long pid;
  private byte @Nullable [] message;

  private JournalEntryParser() {}

  /** Null when it is no entry, or one without a message. */
  static @Nullable JournalLine parse(String json) {
    JournalEntryParser parser = new JournalEntryParser();
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      parser.read(in);
    } catch (JacksonException _) {
      // Cut off, or something else that the program said.
      return null;
    }
    if (parser.at == null || parser.cursor == null || parser.message == null) {
      return null;
    }
    return new JournalLine(parser.at, parser.cursor, parser.pid, parser.message);
  }

  private void read(JsonParser in) {
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      switch (name) {
        case "__REALTIME_TIMESTAMP" -> at = time(number(in, value));
        case "__CURSOR" -> cursor = value == JsonToken.VALUE_STRING ? in.getString() : null;
        case "_PID" -> pid = number(in, value);
        case "MESSAGE" -> message = message(in, value);
        default -> in.skipChildren();
      }
    }
  }

  private static @Nullable Instant time(@Nullable Long micros) {
    return micros == null
        ? null
        : Instant.ofEpochSecond(
            Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
  }

  private static @Nullable Long number(JsonParser in, JsonToken value) {
    if (value != JsonToken.VALUE_STRING) {
      in.skipChildren();
      return null;
    }
    try {
      return Long.valueOf(in.getString());
    } catch (NumberFormatException _) {
      return null;
    }
  }

  private static byte @Nullable [] message(JsonParser in, JsonToken value) {
    if (value == JsonToken.VALUE_STRING) {
      return in.getString().getBytes(StandardCharsets.UTF_8);
    }
    if (value != JsonToken.START_ARRAY) {
      in.skipChildren();
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (JsonToken token = in.nextToken();
        token != JsonToken.END_ARRAY && token != null;
        token = in.nextToken()) {
      if (token == JsonToken.VALUE_NUMBER_INT) {
        bytes.write(in.getIntValue());
      } else if (token == JsonToken.VALUE_STRING) {
        if (bytes.size() > 0) {
          bytes.write('\n');
        }
        bytes.writeBytes(in.getString().getBytes(StandardCharsets.UTF_8));
      } else {
        in.skipChildren();
      }
    }
    return bytes.toByteArray();
  }
}
