/** Where the time of a run went, and what a change would win. */
@NullMarked
package dev.ghostwatch.model.timelost;

import org.jspecify.annotations.NullMarked;
