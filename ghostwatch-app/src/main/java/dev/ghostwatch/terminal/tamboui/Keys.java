package dev.ghostwatch.terminal.tamboui;

import dev.ghostwatch.terminal.view.Key;
import dev.tamboui.terminal.Backend;
import dev.tamboui.tui.event.Event;
import dev.tamboui.tui.event.EventParser;
import dev.tamboui.tui.event.KeyCode;
import dev.tamboui.tui.event.KeyEvent;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the terminal sends, as our keys. */
final class Keys {
  private static final int END_OF_INPUT = -1;

  private Keys() {}

  /** The next key; null when none came in time, or one that means nothing here. */
  static @Nullable Key read(Backend backend, Duration patience) throws IOException {
    if (backend.peek((int) patience.toMillis()) == END_OF_INPUT) {
      // The terminal is gone: go too, rather than ask for ever.
      return Key.Named.INTERRUPT;
    }
    Event event = EventParser.readEvent(backend, 1);
    return event instanceof KeyEvent key ? of(key) : null;
  }

  private static @Nullable Key of(KeyEvent event) {
    if (event.code() == KeyCode.CHAR) {
      return letter(event);
    }
    // Not over all of the library's keys: those that mean nothing here are none of ours.
    return switch (event.code()) {
      case UP -> Key.Named.UP;
      case DOWN -> Key.Named.DOWN;
      case LEFT -> Key.Named.LEFT;
      case RIGHT -> Key.Named.RIGHT;
      case PAGE_UP -> Key.Named.PAGE_UP;
      case PAGE_DOWN -> Key.Named.PAGE_DOWN;
      case HOME -> Key.Named.HOME;
      case END -> Key.Named.END;
      case ENTER -> Key.Named.ENTER;
      case ESCAPE -> Key.Named.ESCAPE;
      case TAB -> Key.Named.TAB;
      case BACKSPACE, DELETE -> Key.Named.BACKSPACE;
      default -> null;
    };
  }

  private static @Nullable Key letter(KeyEvent event) {
    if (event.isCtrlC()) {
      return Key.Named.INTERRUPT;
    }
    if (event.hasCtrl()) {
      return Character.toLowerCase(event.character()) == 'l' ? Key.Named.REDRAW : null;
    }
    return event.hasAlt() || Character.isISOControl(event.character())
        ? null
        : new Key.Letter(event.character());
  }
}
