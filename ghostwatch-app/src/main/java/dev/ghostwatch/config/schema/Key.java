package dev.ghostwatch.config.schema;

import org.jspecify.annotations.Nullable;

/**
 * One key of the configuration.
 *
 * @param name as it stands in the file
 * @param kind what its value is
 * @param usual its default, or an example when it is required or optional, as it would be written;
 *     null when it is not set by default
 * @param need whether it must be given
 * @param takesEffect when a changed value is used
 */
public record Key<T extends @Nullable Object>(
    String name, Kind<?> kind, @Nullable String usual, Need need, TakesEffect takesEffect) {

  /** Whether a key must be given. */
  public enum Need {
    /** It has a default. */
    DEFAULTED,
    /** It may be missing. */
    OPTIONAL,
    /** It must be there. */
    REQUIRED
  }

  /** When a changed value is used. */
  public enum TakesEffect {
    RELOAD,
    RESTART
  }

  /** The same key; a changed value is used after a restart only. */
  Key<T> afterRestart() {
    return new Key<>(name, kind, usual, need, TakesEffect.RESTART);
  }
}
