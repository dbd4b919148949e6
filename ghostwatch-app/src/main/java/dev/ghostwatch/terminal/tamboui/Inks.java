package dev.ghostwatch.terminal.tamboui;

import dev.ghostwatch.terminal.view.Ink;
import dev.tamboui.style.Color;
import dev.tamboui.style.Style;

/** Inks as styles: the sixteen colours that every terminal has, so that its own theme holds. */
final class Inks {
  private Inks() {}

  static Style of(Ink ink, boolean colour) {
    return colour ? coloured(ink) : plain(ink);
  }

  private static Style coloured(Ink ink) {
    Style style = Style.EMPTY;
    return switch (ink) {
      case PLAIN -> style;
      case STRONG -> style.bold();
      case DIM -> style.fg(Color.DARK_GRAY);
      case GOOD -> style.fg(Color.GREEN);
      case CAREFUL -> style.fg(Color.YELLOW);
      case BAD -> style.fg(Color.LIGHT_RED);
      case ACCENT -> style.fg(Color.CYAN);
      case REVERSE -> style.reversed();
      case HELD_BY_PERSON -> style.fg(Color.MAGENTA);
      case HELD_BY_LAG -> style.fg(Color.YELLOW);
      case HELD_BY_LOAD -> style.fg(Color.LIGHT_RED);
      case HELD_BY_CHECK -> style.fg(Color.CYAN);
      case HELD_BY_OTHER -> style.fg(Color.LIGHT_BLUE);
    };
  }

  private static Style plain(Ink ink) {
    Style style = Style.EMPTY;
    return switch (ink) {
      case PLAIN, GOOD, DIM, ACCENT -> style;
      case STRONG, BAD, CAREFUL -> style.bold();
      case REVERSE -> style.reversed();
      case HELD_BY_PERSON, HELD_BY_LAG, HELD_BY_LOAD, HELD_BY_CHECK, HELD_BY_OTHER -> style.bold();
    };
  }
}
