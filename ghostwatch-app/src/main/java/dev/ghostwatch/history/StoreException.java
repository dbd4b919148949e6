package dev.ghostwatch.history;

import dev.ghostwatch.model.Phrase;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The store cannot be used. The phrase tells people what was tried, what happened, what to do. */
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** There is no store. */
    MISSING,
    /** Another process writes to it. */
    IN_USE,
    /** A newer GhostWatch wrote it. */
    NEWER,
    /** It is damaged. */
    CORRUPT,
    /** Permission, disk, or whatever else keeps it from being opened. */
    UNUSABLE
  }

  private final Reason reason;
  private final transient Phrase phrase;

  StoreException(Reason reason, Phrase phrase, @Nullable Throwable cause) {
    super(phrase.key() + " " + phrase.arguments(), cause);
    this.reason = reason;
    this.phrase = phrase;
  }

  public Reason reason() {
    return reason;
  }

  /** What to say to people. */
  public Phrase phrase() {
    return phrase;
  }
}
