package dev.ghostwatch.insight.log;

import dev.ghostwatch.model.log.RunEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Notices settings that differ from the block of hints before. A block has no time of its own: the
 * status line that gh-ost prints right below it has.
 */
final class SettingsTracker {
  /** More than a block has; where no status line ever comes they must not pile up. */
  private static final int MOST_UNDATED = 64;

  private final EventLog events;
  private final Map<String, String> values = new HashMap<>();
  private final List<EventLog.Entry> undated = new ArrayList<>();

  SettingsTracker(EventLog events) {
    this.events = events;
  }

  /** The settings as last shown, name and value. */
  Map<String, String> values() {
    return Map.copyOf(values);
  }

  /** Whether the status line is still to come that tells when settings were changed. */
  boolean isWaiting() {
    return !undated.isEmpty();
  }

  /** The status line below the block. */
  void sample(Moment at) {
    undated.forEach(entry -> entry.happened(at));
    undated.clear();
  }

  /**
   * {@code # chunk-size: 1000; max-lag-millis: 1500ms; …} or one setting a line.
   *
   * @param at stands in for the time until the status line comes
   */
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
      if (undated.size() == MOST_UNDATED) {
        undated.clear();
      }
      undated.add(
          events.add(
              at,
              RunEvent.Type.SETTING_CHANGED,
              name + ": " + quoted(before) + " -> " + quoted(value),
              line));
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
