package dev.ghostwatch.model;

import dev.ghostwatch.model.log.RunEvent;
import java.time.Instant;

/**
 * Something that happened in a run that the agent follows.
 *
 * @param at when, to about a second
 * @param type what; its {@link RunEvent.Type#jsonName()} is what other programs rely on
 * @param text what gh-ost said of it, or the old and the new value
 * @param source where it was seen
 */
public record MigrationEvent(Instant at, RunEvent.Type type, String text, FigureSource source) {}
