/** Pure functions over samples and facts: rates, diagnosis. No I/O, no clock, no threads. */
@NullMarked
package dev.ghostwatch.insight;

import org.jspecify.annotations.NullMarked;
