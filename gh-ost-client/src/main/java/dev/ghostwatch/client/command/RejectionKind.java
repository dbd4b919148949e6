package dev.ghostwatch.client.command;

/** Why gh-ost did not do what it was asked. */
public enum RejectionKind {
  /** This release has no such command. */
  UNKNOWN_COMMAND,
  /** The command named another table than the migrated one. */
  WRONG_TABLE,
  /** The value could not be read. */
  INVALID_VALUE,
  /** The cut-over is not postponed, so it cannot be let go. */
  NOT_POSTPONING,
  /** The table's name or the file's path is missing. */
  MISSING_ARGUMENT,
  /** The command does nothing any more. */
  DEPRECATED,
  /** Any other error, such as a failing hook. */
  OTHER
}
