package dev.ghostwatch.model.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a run.
 *
 * @param at when; null when nothing tells
 * @param text what the log says
 * @param line number of the line, from 1
 */
public record RunEvent(@Nullable Instant at, Type type, String text, long line) {

  /** The kinds of events; {@link #jsonName()} is what other programs rely on. */
  public enum Type {
    STARTED("started"),
    ROWS_ESTIMATED("rows-estimated"),
    GHOST_CREATED("ghost-created"),
    COPY_STARTED("copy-started"),
    COPY_COMPLETE("copy-complete"),
    THROTTLE("throttle"),
    RESUME("resume"),
    CUT_OVER_ATTEMPT("cut-over-attempt"),
    CUT_OVER_FAILED("cut-over-failed"),
    POSTPONED("postponed"),
    UNPOSTPONED("unpostponed"),
    SUCCEEDED("succeeded"),
    FAILED("failed"),
    PANIC("panic"),
    /** A setting has another value than the block of hints before. */
    SETTING_CHANGED("setting-changed"),
    /** An interactive command that left a trace: its hook, or that it was refused. */
    COMMAND("command"),
    RECONNECTED("reconnected");

    private final String jsonName;

    Type(String jsonName) {
      this.jsonName = jsonName;
    }

    /** The name in JSON documents. */
    public String jsonName() {
      return jsonName;
    }
  }
}
