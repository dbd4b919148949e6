package dev.ghostwatch.benchmarks.eta;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.model.Sample;
import org.jspecify.annotations.Nullable;

/**
 * What is known at one second of a story.
 *
 * @param settings when they are shown; null at other times
 * @param keyRange when it is asked for; null at other times
 */
record Moment(Sample sample, @Nullable Settings settings, @Nullable Double keyRange) {}
