/** Replication lag: three ways to measure it side by side, and how much of it is too much. */
@NullMarked
package dev.ghostwatch.insight.lag;

import org.jspecify.annotations.NullMarked;
