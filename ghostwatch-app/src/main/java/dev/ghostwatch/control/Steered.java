package dev.ghostwatch.control;

import dev.ghostwatch.client.command.Answer;
import dev.ghostwatch.client.command.ChangeCommand;
import org.jspecify.annotations.Nullable;

/**
 * What came of one change.
 *
 * @param command what was sent
 * @param before the setting's value before; null for other commands, or when it is not known
 * @param after the setting's value read back; null likewise
 * @param answer what gh-ost said
 * @param tableNameChecked whether this gh-ost compares the table name in commands itself
 */
public record Steered(
    ChangeCommand command,
    @Nullable String before,
    @Nullable String after,
    Answer answer,
    boolean tableNameChecked) {

  /** Whether gh-ost refused. */
  public boolean isRejected() {
    return answer instanceof Answer.Rejected;
  }
}
