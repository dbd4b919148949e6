package dev.ghostwatch.model.server;

import org.jspecify.annotations.Nullable;

/**
 * Space of the file system that holds a server's data, as the server itself shows it (MariaDB with
 * the plugin {@code disks} and FILE), or as this host does when the server runs here.
 *
 * @param path where the file system is mounted
 * @param totalBytes its size
 * @param freeBytes what the server may still use
 * @param growth by how much what is free gets less, over the last minutes; null when that was not
 *     watched
 */
public record DiskSpace(String path, long totalBytes, long freeBytes, @Nullable Growth growth) {
  /** Space whose growth was not watched. */
  public DiskSpace(String path, long totalBytes, long freeBytes) {
    this(path, totalBytes, freeBytes, null);
  }
}
