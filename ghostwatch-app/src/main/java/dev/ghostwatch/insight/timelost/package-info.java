/**
 * Where the time of a run went, and what a change would win: pure functions of its samples, of what
 * is known of stretches of it, and of its log.
 */
@NullMarked
package dev.ghostwatch.insight.timelost;

import org.jspecify.annotations.NullMarked;
