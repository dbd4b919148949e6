package dev.ghostwatch.terminal.top;

import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.terminal.view.Ink;
import java.time.Instant;

/**
 * Something that happened in a run while the dashboard looked, or before.
 *
 * @param what for people; its arguments come from outside
 */
public record Happening(Instant at, Phrase what, Ink ink) {}
