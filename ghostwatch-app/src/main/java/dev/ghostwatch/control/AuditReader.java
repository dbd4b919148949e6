package dev.ghostwatch.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads what an {@link AuditFile} has gained since it was last asked; several programs may append
 * to it meanwhile. A file that has become shorter is a new one. One thread at a time.
 */
public final class AuditReader {
  private static final int AT_ONCE = 1 << 20;

  private final JsonFactory json = new JsonFactory();
  private final Path file;
  private final Consumer<String> unreadable;
  private long position;

  /**
   * Reads from the beginning of a file that need not exist yet.
   *
   * @param unreadable is told of lines that are no entries; they are left out
   */
  public AuditReader(Path file, Consumer<String> unreadable) {
    this.file = file;
    this.unreadable = unreadable;
  }

  /** Gives the new entries in their order. */
  public void read(Consumer<AuditEntry> taker) throws IOException {
    if (!Files.exists(file)) {
      position = 0;
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() < position) {
        position = 0;
      }
      while (portion(channel, taker)) {
        // There may be more.
      }
    }
  }

  /** Reads whole lines; what follows the last line end is read when it is whole. */
  private boolean portion(FileChannel channel, Consumer<AuditEntry> taker) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate((int) Math.min(AT_ONCE, Math.max(0, channel.size() - position)));
    while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) > 0) {
      // Until the buffer is full or the file ends.
    }
    int begin = 0;
    for (int i = 0; i < bytes.position(); i++) {
      if (bytes.get(i) == '\n') {
        line(new String(bytes.array(), begin, i - begin, StandardCharsets.UTF_8), taker);
        begin = i + 1;
      }
    }
    if (begin == 0 && bytes.position() == AT_ONCE) {
      unreadable.accept("a line of more than " + AT_ONCE + " bytes");
      begin = AT_ONCE;
    }
    position += begin;
    return begin > 0;
  }

  private void line(String line, Consumer<AuditEntry> taker) {
    if (line.isBlank()) {
      return;
    }
    Map<String, String> fields = new HashMap<>();
    boolean sent = false;
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), line)) {
      String name = "";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case PROPERTY_NAME -> name = parser.getString();
          case VALUE_STRING -> fields.put(name, parser.getString());
          case VALUE_TRUE -> sent |= name.equals("sent");
          default -> {
            // Nothing the entry is made of.
          }
        }
      }
      taker.accept(
          new AuditEntry(
              Instant.parse(required(fields, "at")),
              required(fields, "user"),
              required(fields, "migration"),
              required(fields, "endpoint"),
              required(fields, "command"),
              fields.get("before"),
              fields.get("after"),
              required(fields, "answer"),
              sent));
    } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
      unreadable.accept(e.getMessage() + " in " + line);
    }
  }

  private static String required(Map<String, String> fields, String name) {
    @Nullable String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no field " + name);
    }
    return value;
  }
}
