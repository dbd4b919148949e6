/**
 * Follows a growing log through every way of rotating it, each line exactly once.
 *
 * <p>The surface is {@link dev.ghostwatch.source.log.follow.LogFollower}, which is given a {@link
 * dev.ghostwatch.source.log.follow.StartPosition} and a {@link
 * dev.ghostwatch.source.log.follow.LineSink}; the sink commits lines together with the {@link
 * dev.ghostwatch.source.log.follow.LogPlace} behind them, where its results have no place of their
 * own in a {@link dev.ghostwatch.source.log.follow.PlaceFile}.
 */
@NullMarked
package dev.ghostwatch.source.log.follow;

import org.jspecify.annotations.NullMarked;
