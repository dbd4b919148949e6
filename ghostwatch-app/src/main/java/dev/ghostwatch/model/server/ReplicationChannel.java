package dev.ghostwatch.model.server;

import org.jspecify.annotations.Nullable;

/**
 * One source that a server replicates from.
 *
 * @param name name of the channel, empty for the only or default one
 * @param sourceHost host of the source
 * @param sourcePort port of the source
 * @param sourceServerId server id of the source; null or 0 before the first contact
 * @param sourceUuid UUID of the source; null on MariaDB
 * @param ioRunning {@code Yes}, {@code No} or {@code Connecting}: the thread that fetches
 * @param sqlRunning whether the thread that applies runs
 * @param lagSeconds Seconds_Behind_Source, whole seconds; null while it does not replicate
 * @param delaySeconds delay it was told to keep
 * @param readPosition how far it has fetched, {@code file:position}
 * @param appliedPosition how far it has applied
 * @param ioErrno last error of the fetching thread, 0 for none
 * @param ioError its text
 * @param sqlErrno last error of the applying thread, 0 for none
 * @param sqlError its text
 * @param standstill what is known of a channel that shows no lag; null while it shows one
 */
public record ReplicationChannel(
    String name,
    @Nullable String sourceHost,
    @Nullable Integer sourcePort,
    @Nullable Long sourceServerId,
    @Nullable String sourceUuid,
    String ioRunning,
    boolean sqlRunning,
    @Nullable Double lagSeconds,
    @Nullable Double delaySeconds,
    @Nullable String readPosition,
    @Nullable String appliedPosition,
    int ioErrno,
    String ioError,
    int sqlErrno,
    String sqlError,
    @Nullable Standstill standstill) {

  /** A channel as its status shows it. */
  public ReplicationChannel(
      String name,
      @Nullable String sourceHost,
      @Nullable Integer sourcePort,
      @Nullable Long sourceServerId,
      @Nullable String sourceUuid,
      String ioRunning,
      boolean sqlRunning,
      @Nullable Double lagSeconds,
      @Nullable Double delaySeconds,
      @Nullable String readPosition,
      @Nullable String appliedPosition,
      int ioErrno,
      String ioError,
      int sqlErrno,
      String sqlError) {
    this(
        name,
        sourceHost,
        sourcePort,
        sourceServerId,
        sourceUuid,
        ioRunning,
        sqlRunning,
        lagSeconds,
        delaySeconds,
        readPosition,
        appliedPosition,
        ioErrno,
        ioError,
        sqlErrno,
        sqlError,
        null);
  }

  /** The same, standing still. */
  public ReplicationChannel at(Standstill other) {
    return new ReplicationChannel(
        name,
        sourceHost,
        sourcePort,
        sourceServerId,
        sourceUuid,
        ioRunning,
        sqlRunning,
        lagSeconds,
        delaySeconds,
        readPosition,
        appliedPosition,
        ioErrno,
        ioError,
        sqlErrno,
        sqlError,
        other);
  }

  /**
   * The lag it shows, else how far behind it is while it stands still. Null when nobody saw it
   * replicate before: an "at least 0" would pass for a replica that keeps up.
   */
  public @Nullable Double behindSeconds() {
    return lagSeconds != null || standstill == null || standstill.atLeast()
        ? lagSeconds
        : Double.valueOf(standstill.lagSeconds());
  }

  /** Whether it fetches and applies. */
  public boolean isRunning() {
    return sqlRunning && ioRunning.equals("Yes");
  }

  /** Whether an error stopped it, other than somebody's STOP. */
  public boolean isBroken() {
    return !isRunning() && (ioErrno != 0 || sqlErrno != 0);
  }
}
