package dev.ghostwatch.client.socket;

import java.io.Serial;

/**
 * A guard rail held: nothing that changes the migration was sent. The message says why, for people.
 */
public abstract sealed class RefusedException extends Exception
    permits WrongMigrationException, UnsupportedCommandException {

  @Serial private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
