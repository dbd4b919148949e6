package dev.ghostwatch.insight.log;

import dev.ghostwatch.model.log.RunEvent;
import java.util.HashMap;
import java.util.Map;

/** Notices settings that differ from the block of hints before. */
final class SettingsTracker {
  private final EventLog events;
  private final Map<String, String> values = new HashMap<>();

  SettingsTracker(EventLog events) {
    this.events = events;
  }

  /** {@code # chunk-size: 1000; max-lag-millis: 1500ms; …} or one setting a line. */
  void hint(String hint, Moment at, long line) {
    String text = hint.substring(1).strip();
    if (!text.startsWith("chunk-size: ") && !text.startsWith("max-lag-millis: ")) {
      setting(text, at, line);
      return;
    }
    for (String part : text.split("; ", -1)) {
      setting(part, at, line);
    }
  }

  private void setting(String text, Moment at, long line) {
    int colon = text.indexOf(':');
    if (colon <= 0 || !isName(text, colon)) {
      return;
    }
    String name = text.substring(0, colon);
    String value = text.substring(colon + 1).strip();
    String before = values.put(name, value);
    if (before != null && !before.equals(value)) {
      events.add(
          at,
          RunEvent.Type.SETTING_CHANGED,
          name + ": " + quoted(before) + " -> " + quoted(value),
          line);
    }
  }

  private static String quoted(String value) {
    return value.isEmpty() ? "''" : value;
  }

  /**
   * Settings are named in lower case; {@code Serving on …} and names of tables are not settings.
   */
  private static boolean isName(String text, int end) {
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if ((c < 'a' || c > 'z') && c != '-' && c != ' ') {
        return false;
      }
    }
    return true;
  }
}
