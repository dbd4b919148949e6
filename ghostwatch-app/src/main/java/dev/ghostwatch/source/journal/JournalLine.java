package dev.ghostwatch.source.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of the journal. */
public final class JournalLine {
  private final Instant at;
  private final String cursor;
  private final @Nullable Long pid;
  private final byte[] bytes;

  JournalLine(Instant at, String cursor, @Nullable Long pid, byte[] bytes) {
    this.at = at;
    this.cursor = cursor;
    this.pid = pid;
    this.bytes = bytes;
  }

  /** When the journal received it. */
  public Instant at() {
    return at;
  }

  /** The place of the line, for {@link JournalQuery#after}. */
  public String cursor() {
    return cursor;
  }

  /** The process that wrote it; null when the journal does not say. */
  public @Nullable Long pid() {
    return pid;
  }

  /** The line as it was written, which need not be UTF-8. Not a copy: must not be written to. */
  public byte[] bytes() {
    return bytes;
  }

  /** The line as text; bytes that are not UTF-8 become U+FFFD. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return text();
  }
}
