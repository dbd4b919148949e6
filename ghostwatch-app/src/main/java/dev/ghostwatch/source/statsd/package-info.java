/** gh-ost's StatsD metrics as a source: listening, gathering what belongs together, whose it is. */
@NullMarked
package dev.ghostwatch.source.statsd;

import org.jspecify.annotations.NullMarked;
