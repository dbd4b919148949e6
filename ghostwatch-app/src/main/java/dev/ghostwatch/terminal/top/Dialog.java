package dev.ghostwatch.terminal.top;

import dev.ghostwatch.client.command.Setting;

/** What lies over the view and takes the keys. */
public sealed interface Dialog {
  /** The keys, page by page. */
  record Help() implements Dialog {}

  /** Words to search for are typed. */
  record Search(String before) implements Dialog {}

  /** What cannot be undone wants the table's name typed. */
  record TypeName(TopRun run, Change.Kind kind, String typed) implements Dialog {}

  /** Which setting is to be changed. */
  record ChooseSetting(TopRun run, int chosen) implements Dialog {}

  /**
   * Its new value is typed.
   *
   * @param old as it is now; empty when it is not known
   */
  record TypeValue(TopRun run, Setting setting, String old, String typed) implements Dialog {}

  /**
   * Old and new value are shown.
   *
   * @param preview what the command would do; empty while it is being asked
   * @param good whether it may be sent
   */
  record Confirm(TopRun run, Setting setting, String value, String preview, boolean good)
      implements Dialog {}
}
