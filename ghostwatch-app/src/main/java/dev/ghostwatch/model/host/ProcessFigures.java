package dev.ghostwatch.model.host;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a gh-ost process takes.
 *
 * @param cpuRatio share of one processor since the last look, above 1 with several; null at the
 *     first look
 * @param residentBytes memory it holds
 * @param readBytesPerSecond what it had read from disks, likewise written; null at the first look,
 *     and for other users' processes unless GhostWatch runs as root
 */
public record ProcessFigures(
    long pid,
    Instant at,
    @Nullable Double cpuRatio,
    long residentBytes,
    long threads,
    @Nullable Double readBytesPerSecond,
    @Nullable Double writtenBytesPerSecond) {}
