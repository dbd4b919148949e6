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
 * @param volumeWatchedSeconds over how long the growth was seen that this rests on; null for the
 *     rows of the copy alone
 * @param volumeUnknown what is not known, so that nothing is said of the volume; null otherwise
 * @param backlogDrains whether events are applied faster than they come
 * @param backlogSeconds until no event waits
 */
public record Forecast(
    @Nullable String server,
    @Nullable Double binlogPurgeSeconds,
    @Nullable Boolean endsBeforePurge,
    @Nullable Double volumeFullSeconds,
    @Nullable Boolean endsBeforeFull,
    @Nullable Double volumeWatchedSeconds,
    @Nullable VolumeUnknown volumeUnknown,
    @Nullable Boolean backlogDrains,
    @Nullable Double backlogSeconds) {
  /** What must be known to say when a volume is full. */
  public enum VolumeUnknown {
    /** No configured server is the one whose table is migrated. */
    SERVER("server"),
    /** The server's data is not on this host, and the server does not show its space. */
    SPACE("space"),
    /** It fills up, but was not watched long enough to say when it is full. */
    GROWTH("growth");

    private final String jsonName;

    VolumeUnknown(String jsonName) {
      this.jsonName = jsonName;
    }

    /** The name in JSON documents. */
    public String jsonName() {
      return jsonName;
    }
  }
}
