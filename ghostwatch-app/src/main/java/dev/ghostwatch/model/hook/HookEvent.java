package dev.ghostwatch.model.hook;

import dev.ghostwatch.client.hook.HookKind;
import dev.ghostwatch.client.hook.HookVariables;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * gh-ost ran a hook.
 *
 * @param kind at which point
 * @param at when the hook ran
 * @param ghostPid the process that ran it, in its own numbering: in a container not this host's;
 *     null when it is not known
 * @param ownerUid the user the hook ran as, by number; a migration's own events come from the user
 *     of its gh-ost or from root, and others are to be distrusted
 * @param variables what gh-ost told it
 * @param id the same event has the same id when it is read again after a crash
 */
public record HookEvent(
    HookKind kind,
    Instant at,
    @Nullable Long ghostPid,
    @Nullable Long ownerUid,
    HookVariables variables,
    String id) {}
