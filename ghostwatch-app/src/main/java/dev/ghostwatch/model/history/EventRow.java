package dev.ghostwatch.model.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a migration.
 *
 * @param at when
 * @param type what, one of the contract's words: {@code copy-started}, {@code throttle} …
 * @param text gh-ost's own words, or GhostWatch's
 * @param source who said so: {@code log}, {@code socket}, {@code hook} …; null when not known
 */
public record EventRow(Instant at, String type, String text, @Nullable String source) {}
