package dev.ghostwatch.history;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a store is kept.
 *
 * @param file the store
 * @param spool where entries wait in a file while the store cannot be written; best on another disk
 * @param retention how long what is kept
 * @param recent how long samples stay plain rows before they are packed
 * @param queue how many entries may wait for the writer
 * @param spoolFileBytes how large the spool's file may become
 * @param spoolMemoryBytes how much may wait in memory when that file cannot be written either
 * @param lockWait how long one write waits for another process that writes
 */
public record StoreOptions(
    Path file,
    Path spool,
    Retention retention,
    Duration recent,
    int queue,
    long spoolFileBytes,
    long spoolMemoryBytes,
    Duration lockWait) {

  /** Sensible values for a store in this file. */
  public static StoreOptions of(Path file) {
    return new StoreOptions(
        file,
        file.resolveSibling(file.getFileName() + ".spool"),
        Retention.DEFAULT,
        Duration.ofHours(1),
        50_000,
        512L << 20,
        32L << 20,
        Duration.ofMillis(250));
  }

  public StoreOptions with(Retention other) {
    return new StoreOptions(
        file, spool, other, recent, queue, spoolFileBytes, spoolMemoryBytes, lockWait);
  }

  /** With the spool elsewhere. */
  public StoreOptions spoolingTo(Path other, long fileBytes, long memoryBytes) {
    return new StoreOptions(
        file, other, retention, recent, queue, fileBytes, memoryBytes, lockWait);
  }
}
