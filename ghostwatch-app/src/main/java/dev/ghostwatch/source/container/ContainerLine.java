package dev.ghostwatch.source.container;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A line of a container's log: {@code {"log":"text\n","stream":"stderr","time":"…"}} from docker,
 * {@code 2026-11-22T13:08:06.123Z stderr F text} from Kubernetes and podman.
 *
 * @param at when the engine received it
 * @param text what the program printed, without the line end
 * @param complete false for the beginning of a long line, of which the next is the rest
 */
public record ContainerLine(Instant at, String text, boolean complete) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Null when it is neither. */
  public static @Nullable ContainerLine parse(String line) {
    return line.startsWith("{") ? docker(line) : plain(line);
  }

  /** The same from bytes of UTF-8. */
  public static @Nullable ContainerLine parse(byte[] line) {
    return parse(new String(line, StandardCharsets.UTF_8));
  }

  private static @Nullable ContainerLine docker(String line) {
    String log = null;
    Instant at = null;
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), line)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = in.currentName();
        if (in.nextToken() != JsonToken.VALUE_STRING) {
          in.skipChildren();
        } else if (name.equals("log")) {
          log = in.getString();
        } else if (name.equals("time")) {
          at = time(in.getString());
        }
      }
    } catch (JacksonException _) {
      // Cut off by a full disk, or not docker's.
      return null;
    }
    if (log == null || at == null) {
      return null;
    }
    boolean complete = log.endsWith("\n");
    return new ContainerLine(at, complete ? log.substring(0, log.length() - 1) : log, complete);
  }

  private static @Nullable ContainerLine plain(String line) {
    String[] parts = line.split(" ", 4);
    boolean isLine =
        parts.length >= 3
            && (parts[1].equals("stdout") || parts[1].equals("stderr"))
            && (parts[2].startsWith("F") || parts[2].startsWith("P"));
    Instant at = isLine ? time(parts[0]) : null;
    return at == null
        ? null
        : new ContainerLine(at, parts.length == 4 ? parts[3] : "", parts[2].startsWith("F"));
  }

  private static @Nullable Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      return null;
    }
  }
}
