/** What a log tells about runs: the values that analysing it comes to. */
@NullMarked
package dev.ghostwatch.model.log;

import org.jspecify.annotations.NullMarked;
