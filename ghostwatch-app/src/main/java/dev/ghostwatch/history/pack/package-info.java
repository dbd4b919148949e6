/** Samples by the column: packed into few bytes, and thinned so that peaks survive. No I/O. */
@NullMarked
package dev.ghostwatch.history.pack;

import org.jspecify.annotations.NullMarked;
