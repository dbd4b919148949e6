package dev.ghostwatch.model.host;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file system of interest.
 *
 * @param path the path that was asked for
 * @param totalBytes its size; null when the path cannot be read, then {@code problem} tells why
 * @param availableBytes what a user without privileges can still write
 * @param rates what its device did; null for network and overlay file systems, and at the first
 *     look
 */
public record VolumeFigures(
    Path path,
    @Nullable Long totalBytes,
    @Nullable Long availableBytes,
    @Nullable DiskRates rates,
    @Nullable String problem) {}
