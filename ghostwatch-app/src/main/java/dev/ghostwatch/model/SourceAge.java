package dev.ghostwatch.model;

import java.time.Instant;

/**
 * When a source last had something to say of a migration.
 *
 * @param lastSeenAt when what it said was true
 */
public record SourceAge(FigureSource source, Instant lastSeenAt) {}
