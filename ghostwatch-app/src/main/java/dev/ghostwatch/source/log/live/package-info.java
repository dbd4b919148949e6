/** The log of a running gh-ost as a source of observations, line by line as it is written. */
@NullMarked
package dev.ghostwatch.source.log.live;

import org.jspecify.annotations.NullMarked;
