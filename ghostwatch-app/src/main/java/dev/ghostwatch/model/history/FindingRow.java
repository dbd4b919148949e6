package dev.ghostwatch.model.history;

import dev.ghostwatch.model.Finding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something a diagnosis rule found about a migration, for as long as it was so. The same rule from
 * the same time on is one finding: writing it again sets its end and what was found last.
 *
 * @param from since when, as far as the rule can tell
 * @param to when it was so no longer; null while it is
 * @param finding what was found
 */
public record FindingRow(Instant from, @Nullable Instant to, Finding finding) {}
