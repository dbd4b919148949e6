package dev.ghostwatch.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit: a change that was tried.
 *
 * @param at when
 * @param user who gave the command
 * @param migration the migration's id, or its table while the start is not known
 * @param endpoint where it was sent
 * @param command what was sent, or the file that was created or removed
 * @param before the value before; null when the command is no setting or the value is not known
 * @param after the value read back; null likewise
 * @param answer what gh-ost said, on one line, or why nothing was sent
 * @param sent whether anything that changes the migration was sent
 */
public record AuditEntry(
    Instant at,
    String user,
    String migration,
    String endpoint,
    String command,
    @Nullable String before,
    @Nullable String after,
    String answer,
    boolean sent) {}
