/** gh-ost's log as a source: what its first and last lines tell of a run. */
@NullMarked
package dev.ghostwatch.source.log;

import org.jspecify.annotations.NullMarked;
