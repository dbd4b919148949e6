package dev.ghostwatch.model;

/**
 * How a run ended and how GhostWatch knows.
 *
 * @param lifecycle one of the ended ones
 * @param evidence what it was concluded from
 * @param lastError gh-ost's own last words when it failed; the kernel's on a process that it ended
 *     or that crashed; empty otherwise
 */
public record Outcome(Lifecycle lifecycle, Phrase evidence, String lastError) {}
