package dev.ghostwatch.client.socket;

import dev.ghostwatch.client.command.Refusal;
import dev.ghostwatch.client.value.TableName;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The gh-ost at the other end migrates another table than the one meant, or does not say which.
 * Nothing was sent but questions.
 */
public final class WrongMigrationException extends RefusedException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient TableName intended;
  private final transient @Nullable TableName actual;

  WrongMigrationException(Refusal why, TableName intended, @Nullable TableName actual) {
    super(why);
    this.intended = intended;
    this.actual = actual;
  }

  /** The migration the caller meant. */
  public TableName intended() {
    return intended;
  }

  /** The migration that gh-ost named; null when it named none. */
  public @Nullable TableName actual() {
    return actual;
  }
}
