package dev.ghostwatch.model.log;

import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says about an error.
 *
 * @param id name of the entry
 * @param harmless whether a run goes on regardless and as it was meant to: it need not be worried
 *     about
 * @param link where to read on; null when there is nothing worth it
 */
public record ErrorClass(
    String id,
    ErrorCategory category,
    boolean harmless,
    String cause,
    String advice,
    @Nullable String link) {}
