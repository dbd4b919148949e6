/** What gh-ost's StatsD metrics tell. */
@NullMarked
package dev.ghostwatch.model.statsd;

import org.jspecify.annotations.NullMarked;
