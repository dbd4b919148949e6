package dev.ghostwatch.client.hook;

import org.jspecify.annotations.Nullable;

/**
 * The points at which gh-ost runs hooks: every executable of its {@code --hooks-path} whose name
 * begins with {@link #fileName()}, one after the other, waiting for each. A hook that fails makes
 * gh-ost fail, or an interactive command be refused. From gh-ost's {@code go/logic/hooks.go} and
 * from recorded runs.
 */
public enum HookKind {
  STARTUP("gh-ost-on-startup"),
  VALIDATED("gh-ost-on-validated"),
  /** The exact count of rows is known; only with {@code --exact-rowcount}. */
  ROW_COUNT_COMPLETE("gh-ost-on-rowcount-complete"),
  BEFORE_ROW_COPY("gh-ost-on-before-row-copy"),
  /** A chunk could not be copied and is tried again; since v1.1.8 or so. */
  BATCH_COPY_RETRY("gh-ost-on-batch-copy-retry"),
  ROW_COPY_COMPLETE("gh-ost-on-row-copy-complete"),
  /** The cut-over is put off by a flag file; comes after {@link #BEFORE_CUT_OVER}. */
  BEGIN_POSTPONED("gh-ost-on-begin-postponed"),
  BEFORE_CUT_OVER("gh-ost-on-before-cut-over"),
  /** Before every interactive command, reading ones and unknown ones too. */
  INTERACTIVE_COMMAND("gh-ost-on-interactive-command"),
  SUCCESS("gh-ost-on-success"),
  /** Not run when a signal ends gh-ost, nor for a panic before v1.1.10. */
  FAILURE("gh-ost-on-failure"),
  /** Every {@code --hooks-status-interval} seconds, 60 unless told otherwise. */
  STATUS("gh-ost-on-status"),
  /** Replication is about to be stopped for {@code --test-on-replica}. */
  STOP_REPLICATION("gh-ost-on-stop-replication"),
  START_REPLICATION("gh-ost-on-start-replication");

  private final String fileName;

  HookKind(String fileName) {
    this.fileName = fileName;
  }

  /** The name gh-ost looks for, also as the beginning of a longer one. */
  public String fileName() {
    return fileName;
  }

  /** The hook with exactly this name; null when there is none. */
  public static @Nullable HookKind byFileName(String name) {
    for (HookKind kind : values()) {
      if (kind.fileName.equals(name)) {
        return kind;
      }
    }
    return null;
  }

  /** Whether it comes again and again in a run, so that losing one loses little. */
  public boolean isFrequent() {
    return this == STATUS || this == INTERACTIVE_COMMAND || this == BATCH_COPY_RETRY;
  }
}
