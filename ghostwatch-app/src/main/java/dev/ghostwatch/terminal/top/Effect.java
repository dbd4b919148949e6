package dev.ghostwatch.terminal.top;

/** What the dashboard wants from the world. */
public sealed interface Effect {
  record Quit() implements Effect {}

  /** Sends the whole screen again. */
  record Redraw() implements Effect {}

  /**
   * Makes a change.
   *
   * @param dryRun whether it is only to be shown
   */
  record Steer(TopRun run, Change change, boolean dryRun) implements Effect {}
}
