package dev.ghostwatch.terminal.top;

import dev.ghostwatch.terminal.view.Key;

/** What the dashboard hears. */
public sealed interface Message {
  record Pressed(Key key) implements Message {}

  record Looked(Look look) implements Message {}

  /** The size of the terminal changed. */
  record Resized() implements Message {}

  /**
   * A change was made, or shown when it was only to be tried.
   *
   * @param text what came of it, in one line or several
   */
  record Steered(Change change, boolean dryRun, boolean good, String text) implements Message {}

  /** Something in the program broke. */
  record Crashed(Throwable cause) implements Message {}
}
