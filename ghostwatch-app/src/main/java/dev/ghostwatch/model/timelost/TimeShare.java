package dev.ghostwatch.model.timelost;

/**
 * What one cause took.
 *
 * @param seconds above 0
 */
public record TimeShare(TimeCause cause, double seconds) {}
