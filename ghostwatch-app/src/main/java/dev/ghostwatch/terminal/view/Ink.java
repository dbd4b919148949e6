package dev.ghostwatch.terminal.view;

/** How something is drawn, by meaning; a screen without colour keeps bold, dim and reverse. */
public enum Ink {
  PLAIN,
  STRONG,
  DIM,
  GOOD,
  CAREFUL,
  BAD,
  /** Keys, figures that are looked for. */
  ACCENT,
  /** The line on top, and the one chosen of several. */
  REVERSE,
  /** The copy that is held by a person: command or flag file. */
  HELD_BY_PERSON,
  /** Held by lag. */
  HELD_BY_LAG,
  /** Held by the load of a server. */
  HELD_BY_LOAD,
  /** Held by what people's own checks say: query, HTTP. */
  HELD_BY_CHECK,
  /** Held by an error or for a reason that is not known. */
  HELD_BY_OTHER
}
