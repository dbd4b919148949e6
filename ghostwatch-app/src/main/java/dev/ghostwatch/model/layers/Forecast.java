package dev.ghostwatch.model.layers;

import org.jspecify.annotations.Nullable;

/**
 * What may come before the end of a run. Null is "not known".
 *
 * @param server the server it is about, as it is named in the configuration
 * @param binlogPurgeSeconds until the binary log that gh-ost reads now is purged, if gh-ost stood
 *     still from now on; 0 when it is gone
 * @param endsBeforePurge whether the run, even at its slowest, ends first
 * @param volumeFullSeconds until the volume with the server's data is full, at the present growth
 *     of binary logs and ghost table
 * @param endsBeforeFull whether the run, even at its slowest, ends first
 * @param backlogDrains whether events are applied faster than they come
 * @param backlogSeconds until no event waits
 */
public record Forecast(
    @Nullable String server,
    @Nullable Double binlogPurgeSeconds,
    @Nullable Boolean endsBeforePurge,
    @Nullable Double volumeFullSeconds,
    @Nullable Boolean endsBeforeFull,
    @Nullable Boolean backlogDrains,
    @Nullable Double backlogSeconds) {}
