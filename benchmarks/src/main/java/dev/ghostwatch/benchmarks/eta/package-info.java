/** How good the time to the end is that GhostWatch tells: stories of hours, tried in a moment. */
@NullMarked
package dev.ghostwatch.benchmarks.eta;

import org.jspecify.annotations.NullMarked;
