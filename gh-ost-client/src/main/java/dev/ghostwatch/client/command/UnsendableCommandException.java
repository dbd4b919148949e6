package dev.ghostwatch.client.command;

import java.io.Serial;

/**
 * A command cannot be put on one line so that gh-ost takes it as meant; nothing was sent. The
 * message says why, for people.
 */
public final class UnsendableCommandException extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Refusal why;

  public UnsendableCommandException(Refusal why) {
    super(why.text());
    this.why = why;
  }

  /** What the message says, for a caller that speaks another language. */
  public Refusal why() {
    return why;
  }
}
