package dev.ghostwatch.model.server;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The binary logs that a server keeps. Read once a minute.
 *
 * @param observedAt when they were listed
 * @param files the files, oldest first
 * @param expireSeconds age at which a file is purged; null when age purges none
 * @param maxTotalBytes total size above which old files are purged (MariaDB 11.4 and Percona); null
 *     when size purges none
 * @param growth how fast the log grows, over the last minutes; null at first
 */
public record BinlogFigures(
    Instant observedAt,
    List<BinlogFile> files,
    @Nullable Long expireSeconds,
    @Nullable Long maxTotalBytes,
    @Nullable Growth growth) {
  public BinlogFigures {
    files = List.copyOf(files);
  }

  /**
   * One file.
   *
   * @param name its name
   * @param bytes its size
   * @param closedAt when a newer one was first seen; null for the newest and for those that were
   *     old when watching began
   */
  public record BinlogFile(String name, long bytes, @Nullable Instant closedAt) {}

  /** Bytes of all files. */
  public long totalBytes() {
    return files.stream().mapToLong(BinlogFile::bytes).sum();
  }

  /** The oldest file that is kept. */
  public @Nullable BinlogFile oldest() {
    return files.isEmpty() ? null : files.getFirst();
  }
}
