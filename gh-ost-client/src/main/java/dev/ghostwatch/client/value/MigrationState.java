package dev.ghostwatch.client.value;

import org.jspecify.annotations.Nullable;

/** What gh-ost says it is doing: the {@code State} of its status line. */
public enum MigrationState {
  COUNTING_ROWS("counting rows"),
  MIGRATING("migrating"),
  THROTTLED("throttled"),
  POSTPONING_CUT_OVER("postponing cut-over");

  private final String text;

  MigrationState(String text) {
    this.text = text;
  }

  /** The word gh-ost prints, for {@link #THROTTLED} without the reason. */
  public String text() {
    return text;
  }

  /** The state with exactly this text, or null when there is none. */
  public static @Nullable MigrationState parse(String text) {
    return switch (text) {
      case "migrating" -> MIGRATING;
      case "throttled" -> THROTTLED;
      case "postponing cut-over" -> POSTPONING_CUT_OVER;
      case "counting rows" -> COUNTING_ROWS;
      default -> null;
    };
  }
}
