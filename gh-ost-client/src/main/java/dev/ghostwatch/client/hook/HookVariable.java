package dev.ghostwatch.client.hook;

import org.jspecify.annotations.Nullable;

/**
 * The environment variables that gh-ost gives its hooks. Older releases have fewer: the first
 * thirteen are in all, those behind them came with v1.0.4x to v1.1.10.
 */
public enum HookVariable {
  DATABASE_NAME,
  TABLE_NAME,
  GHOST_TABLE_NAME,
  OLD_TABLE_NAME,
  DDL,
  ELAPSED_SECONDS,
  ELAPSED_COPY_SECONDS,
  ESTIMATED_ROWS,
  COPIED_ROWS,
  MIGRATED_HOST,
  INSPECTED_HOST,
  EXECUTING_HOST,
  HOOKS_HINT,
  HOOKS_HINT_OWNER,
  /** Whatever {@code --hooks-hint-token} says; may well be a secret. */
  HOOKS_HINT_TOKEN,
  DRY_RUN,
  INSPECTED_LAG,
  PROGRESS,
  HEARTBEAT_LAG,
  ETA_SECONDS,
  REVERT,
  /** Only {@link HookKind#INTERACTIVE_COMMAND}: the command without its argument, in quotes. */
  COMMAND,
  /** Only {@link HookKind#STATUS}: the status line, in quotes. */
  STATUS,
  /** Only {@link HookKind#SUCCESS}: whether an instant ALTER did it, so that nothing was copied. */
  INSTANT_DDL,
  /** Only {@link HookKind#BATCH_COPY_RETRY}. */
  LAST_BATCH_COPY_ERROR;

  private static final String PREFIX = "GH_OST_";

  private final String variable = PREFIX + name();

  /** The name in the environment, such as {@code GH_OST_DDL}. */
  public String variable() {
    return variable;
  }

  /** The variable with this name; null for one not known here. */
  public static @Nullable HookVariable byName(String variable) {
    for (HookVariable known : values()) {
      if (known.variable.equals(variable)) {
        return known;
      }
    }
    return null;
  }
}
