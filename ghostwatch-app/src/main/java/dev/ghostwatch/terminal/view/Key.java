package dev.ghostwatch.terminal.view;

/** A key that was pressed. */
public sealed interface Key {
  /** A character. */
  record Letter(char letter) implements Key {}

  /** A key that writes nothing. */
  enum Named implements Key {
    UP,
    DOWN,
    LEFT,
    RIGHT,
    PAGE_UP,
    PAGE_DOWN,
    HOME,
    END,
    ENTER,
    ESCAPE,
    TAB,
    BACKSPACE,
    /** Ctrl-C, or the end of the input. */
    INTERRUPT,
    /** Ctrl-L. */
    REDRAW
  }
}
