package dev.ghostwatch.model.timelost;

import org.jspecify.annotations.Nullable;

/**
 * What a change would win. Both ends are honest: the most is all that the cause took, the least is
 * what is left of it when what else held the run up takes over.
 *
 * @param cause what the change does away with
 * @param leastSeconds at least so much less, not below 0
 * @param mostSeconds at most so much less
 * @param from the setting's value now, where the change is one of a setting; null otherwise
 */
public record TimeWin(
    TimeCause cause, double leastSeconds, double mostSeconds, @Nullable Double from) {}
