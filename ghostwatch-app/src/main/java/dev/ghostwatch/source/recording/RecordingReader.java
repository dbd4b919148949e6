package dev.ghostwatch.source.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a recording exchange by exchange. */
public final class RecordingReader implements AutoCloseable {
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

  private final Path file;
  private final BufferedReader lines;
  private final JsonFactory json = new JsonFactory();
  private int line;
  private int damaged;

  private RecordingReader(Path file, BufferedReader lines) {
    this.file = file;
    this.lines = lines;
  }

  public static RecordingReader open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    // Bytes that are not UTF-8 are replaced, not refused: what can be read is read.
    return new RecordingReader(
        file, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
  }

  /** The next exchange; null at the end. Lines that are no exchange are passed over and counted. */
  public @Nullable RecordedExchange next() throws IOException {
    String text;
    while ((text = lines.readLine()) != null) {
      line++;
      RecordedExchange exchange = text.isBlank() ? null : parse(text);
      if (exchange != null) {
        return exchange;
      }
      damaged += text.isBlank() ? 0 : 1;
    }
    return null;
  }

  /** Lines read so far that were no exchange, such as a last one cut off. */
  public int damagedLines() {
    return damaged;
  }

  /** Lines read so far. */
  public int lines() {
    return line;
  }

  public Path file() {
    return file;
  }

  private @Nullable RecordedExchange parse(String text) {
    BigDecimal time = null;
    String command = null;
    String reply = "";
    double millis = 0;
    String error = null;
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      String name;
      while ((name = parser.nextName()) != null) {
        JsonToken value = parser.nextToken();
        switch (name) {
          case "t" -> time = value.isNumeric() ? parser.getDecimalValue() : null;
          case "command" -> command = value == JsonToken.VALUE_STRING ? parser.getString() : null;
          case "reply" -> reply = value == JsonToken.VALUE_STRING ? parser.getString() : "";
          case "ms" -> millis = value.isNumeric() ? parser.getDoubleValue() : 0;
          case "error" -> error = value == JsonToken.VALUE_NULL ? null : parser.getString();
          default -> {
            // Whatever else stands there is somebody else's.
          }
        }
        if (value.isStructStart()) {
          parser.skipChildren();
        }
      }
    } catch (JacksonException e) {
      return null;
    }
    if (time == null || command == null || time.abs().compareTo(BigDecimal.valueOf(1e12)) > 0) {
      return null;
    }
    BigDecimal[] parts = time.divideAndRemainder(BigDecimal.ONE);
    Instant at = Instant.ofEpochSecond(parts[0].longValue(), parts[1].multiply(NANOS).longValue());
    return new RecordedExchange(at, command, reply, millis, error);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
