package dev.ghostwatch.source.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The journal cannot be read; the message says why and what to do. */
public final class JournalException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Kind {
    /** There is no {@code journalctl} to ask. */
    NO_PROGRAM,
    /** This user may not read it. */
    NO_PERMISSION,
    /** There is no journal, or it is not seen from here. */
    NO_JOURNAL,
    FAILED
  }

  private final Kind kind;

  public JournalException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
