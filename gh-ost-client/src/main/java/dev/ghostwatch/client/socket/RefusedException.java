package dev.ghostwatch.client.socket;

import dev.ghostwatch.client.command.Refusal;
import java.io.Serial;

/**
 * A guard rail held: nothing that changes the migration was sent. The message says why, for people.
 */
public abstract sealed class RefusedException extends Exception
    permits WrongMigrationException, UnsupportedCommandException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Refusal why;

  RefusedException(Refusal why) {
    super(why.text());
    this.why = why;
  }

  /** What the message says, for a caller that speaks another language. */
  public Refusal why() {
    return why;
  }
}
