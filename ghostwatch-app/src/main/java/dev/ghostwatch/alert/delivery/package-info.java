/**
 * The way from the pipeline to the receivers: an outbox on disk, a lane with workers for each
 * channel, retries, and dead letters.
 */
@NullMarked
package dev.ghostwatch.alert.delivery;

import org.jspecify.annotations.NullMarked;
