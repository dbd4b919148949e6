package dev.ghostwatch.insight.diagnosis;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What this host's file system says of a flag file that is set.
 *
 * @param path as gh-ost shows it
 * @param owner who created it
 * @param modifiedAt since when it has been there, as near as a file system tells
 */
public record FlagFileFacts(String path, @Nullable String owner, @Nullable Instant modifiedAt) {}
