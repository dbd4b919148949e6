/** The metrics that gh-ost sends with {@code --statsd-addr}, in DogStatsD's format. */
@NullMarked
package dev.ghostwatch.client.statsd;

import org.jspecify.annotations.NullMarked;
