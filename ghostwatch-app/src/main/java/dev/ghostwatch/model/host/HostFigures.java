package dev.ghostwatch.model.host;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How busy a host is, from {@code /proc}. What the system does not tell, and what needs a look
 * before this one, is null. Ratios are 0–1.
 *
 * @param cores processors that the system uses
 * @param load1 processes running or waiting for a disk, average of a minute; load5 and load15 of
 *     five and fifteen
 * @param cpuRatio how much of all processors' time was used since the last look
 * @param ioWaitRatio how much of it was idle with a disk outstanding
 * @param memoryBytes all memory
 * @param memoryAvailableBytes what programs can still get without swapping
 * @param swapUsedBytes what is swapped out
 * @param disks all physical disks together
 * @param volumes the file systems of interest
 */
public record HostFigures(
    Instant at,
    int cores,
    @Nullable Double load1,
    @Nullable Double load5,
    @Nullable Double load15,
    @Nullable Double cpuRatio,
    @Nullable Double ioWaitRatio,
    @Nullable Long memoryBytes,
    @Nullable Long memoryAvailableBytes,
    @Nullable Long swapUsedBytes,
    @Nullable DiskRates disks,
    List<VolumeFigures> volumes) {
  public HostFigures {
    volumes = List.copyOf(volumes);
  }

  /** Load of the last minute for each processor: above 1 something waits. */
  public @Nullable Double loadPerCore() {
    return load1 == null ? null : load1 / Math.max(1, cores);
  }

  /** How much of the memory is in use. */
  public @Nullable Double memoryRatio() {
    return memoryBytes == null || memoryAvailableBytes == null || memoryBytes <= 0
        ? null
        : 1 - (double) memoryAvailableBytes / memoryBytes;
  }
}
