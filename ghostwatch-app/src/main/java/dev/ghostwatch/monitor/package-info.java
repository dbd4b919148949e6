/** The live picture: merges what sources saw of one migration into snapshots. */
@NullMarked
package dev.ghostwatch.monitor;

import org.jspecify.annotations.NullMarked;
