package dev.ghostwatch.model.server;

/**
 * How fast something grows, a burst of other work left out.
 *
 * @param perSecond bytes a second; negative while it gets less
 * @param watchedSeconds for how long it was watched
 */
public record Growth(double perSecond, double watchedSeconds) {}
