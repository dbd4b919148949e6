/**
 * When a migration ends, from its samples alone: {@link dev.ghostwatch.insight.eta.EtaEstimator}.
 * Time is that of the samples; the same samples give the same answer.
 */
@NullMarked
package dev.ghostwatch.insight.eta;

import org.jspecify.annotations.NullMarked;
