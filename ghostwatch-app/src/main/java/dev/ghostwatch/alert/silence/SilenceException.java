package dev.ghostwatch.alert.silence;

import dev.ghostwatch.config.schema.Wording;
import org.jspecify.annotations.Nullable;

/** A silence was not made or not ended; nothing was changed. */
public final class SilenceException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What kept it from being done. */
  public enum Reason {
    /** What was asked for makes no sense: a bad matcher, an end before the beginning. */
    INVALID,
    /** It is possible and not wise: it would silence everything. */
    REFUSED,
    /** There is no such silence. */
    UNKNOWN,
    /** It could not be written down, and a silence that a restart forgets is none. */
    NOT_WRITTEN
  }

  private final Reason reason;
  private final transient Wording wording;

  SilenceException(Reason reason, Wording wording) {
    this(reason, wording, null);
  }

  SilenceException(Reason reason, Wording wording, @Nullable Throwable cause) {
    super(wording.key(), cause);
    this.reason = reason;
    this.wording = wording;
  }

  public Reason reason() {
    return reason;
  }

  /** What to say to people. */
  public Wording wording() {
    return wording;
  }
}
