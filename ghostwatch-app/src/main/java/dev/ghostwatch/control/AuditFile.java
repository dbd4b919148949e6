package dev.ghostwatch.control;

import dev.ghostwatch.config.schema.Surroundings;
import dev.ghostwatch.document.Documents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * The file in which every change stands: who, when, what, before, after, answer; one JSON object a
 * line, only ever appended to.
 */
public final class AuditFile {
  /** The environment variable that names another file. */
  public static final String VARIABLE = "GHOSTWATCH_AUDIT_FILE";

  private static final long ROOM_FOR_AN_ENTRY = 64 << 10;

  private final Path file;

  public AuditFile(Path file) {
    this.file = file;
  }

  /**
   * The file of this user: what {@value #VARIABLE} names, else {@code audit.jsonl} in {@link
   * Surroundings#stateFolder}.
   */
  public static AuditFile of(Map<String, String> environment) {
    String named = environment.get(VARIABLE);
    if (named != null && !named.isEmpty()) {
      return new AuditFile(Path.of(named));
    }
    return new AuditFile(Surroundings.stateFolder(environment).resolve("audit.jsonl"));
  }

  public Path path() {
    return file;
  }

  /**
   * Makes sure that an entry can be written: called before a change is sent, because a change
   * nobody can trace must not happen.
   */
  public void check() throws IOException {
    append(ByteBuffer.allocate(0));
    // An empty write succeeds on a full disk.
    if (Files.isRegularFile(file)
        && Files.getFileStore(file).getUsableSpace() < ROOM_FOR_AN_ENTRY) {
      throw new IOException("no space left on the device");
    }
  }

  /** Appends an entry; several processes may do so at once. */
  public void append(AuditEntry entry) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    Documents.object(
        line,
        Documents.Format.JSON_LINE,
        json -> {
          json.time("at", entry.at());
          json.text("user", entry.user());
          json.text("migration", entry.migration());
          json.text("endpoint", entry.endpoint());
          json.text("command", entry.command());
          json.text("before", entry.before());
          json.text("after", entry.after());
          json.text("answer", entry.answer());
          json.flag("sent", entry.sent());
        });
    append(ByteBuffer.wrap(line.toByteArray()));
  }

  private void append(ByteBuffer bytes) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    // One write in append mode, so that lines of two processes never mix.
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }
}
