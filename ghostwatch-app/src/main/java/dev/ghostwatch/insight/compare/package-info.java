/** Runs beside each other: pure functions of their measures. */
@NullMarked
package dev.ghostwatch.insight.compare;

import org.jspecify.annotations.NullMarked;
