package dev.ghostwatch.model.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command that somebody gave for a migration, as it stands in the audit. The same command of the
 * same person at the same time is one.
 *
 * @param at when
 * @param person who gave it
 * @param endpoint where it was sent; null when there was none
 * @param command what was sent, or the file that was created or removed
 * @param before the value before; null when the command is no setting or the value is not known
 * @param after the value read back; null likewise
 * @param answer what gh-ost said, or why nothing was sent
 * @param sent whether anything that changes the migration was sent
 */
public record CommandRow(
    Instant at,
    String person,
    @Nullable String endpoint,
    String command,
    @Nullable String before,
    @Nullable String after,
    @Nullable String answer,
    boolean sent) {}
