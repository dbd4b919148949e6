package dev.ghostwatch.model.host;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel says about the end of a process.
 *
 * @param at when; null when the line does not tell
 * @param text the kernel's line
 */
public record KernelEvidence(Kind kind, @Nullable Instant at, String text) {
  /** What happened. */
  public enum Kind {
    /** The kernel ended it because memory ran out. */
    OUT_OF_MEMORY,
    /** It crashed. */
    CRASH
  }
}
