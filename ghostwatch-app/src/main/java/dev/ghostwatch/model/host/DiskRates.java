package dev.ghostwatch.model.host;

/**
 * What disks did since the last look.
 *
 * @param busyRatio share of the time in which a disk worked, 0–1; of several disks the busiest
 */
public record DiskRates(
    double readsPerSecond,
    double writesPerSecond,
    double readBytesPerSecond,
    double writtenBytesPerSecond,
    double busyRatio) {}
