package dev.ghostwatch.terminal.top;

import org.jspecify.annotations.Nullable;

/**
 * What the person wants to be done to a migration.
 *
 * @param assignment {@code NAME=VALUE} for {@link Kind#SET}; null for the others
 */
public record Change(Kind kind, @Nullable String assignment) {
  /** The changes there are, as the commands of the same name make them. */
  public enum Kind {
    THROTTLE("throttle"),
    RESUME("resume"),
    SLOW_DOWN("slow-down"),
    SPEED_UP("speed-up"),
    POSTPONE("postpone"),
    CUT_OVER("cut-over"),
    PANIC("panic"),
    SET("set");

    private final String command;

    Kind(String command) {
      this.command = command;
    }

    /** The command that does it. */
    public String command() {
      return command;
    }
  }

  static Change of(Kind kind) {
    return new Change(kind, null);
  }

  static Change set(String setting, String value) {
    return new Change(Kind.SET, setting + "=" + value);
  }
}
