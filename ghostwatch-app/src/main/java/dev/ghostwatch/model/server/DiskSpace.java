package dev.ghostwatch.model.server;

/**
 * Space of the file system that holds a server's data, as the server itself shows it (MariaDB with
 * the plugin {@code disks} and FILE).
 *
 * @param path where the file system is mounted
 * @param totalBytes its size
 * @param freeBytes what the server may still use
 */
public record DiskSpace(String path, long totalBytes, long freeBytes) {}
