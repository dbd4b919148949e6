package dev.ghostwatch.model;

/**
 * What keeps a source from telling all it could, for the operator.
 *
 * @param source that is held up
 * @param text what is in the way, what is done instead and what to do about it, in one line; names
 *     in it come from outside
 */
public record Notice(FigureSource source, String text) {}
