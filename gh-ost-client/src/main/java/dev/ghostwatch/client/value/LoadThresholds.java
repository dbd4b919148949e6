package dev.ghostwatch.client.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Status variables of MySQL with the value from which gh-ost throttles ({@code max-load}) or aborts
 * ({@code critical-load}).
 *
 * @param thresholds name to threshold, in the order gh-ost shows them; empty when there are none
 */
public record LoadThresholds(SequencedMap<String, Long> thresholds) {

  public static final LoadThresholds NONE = new LoadThresholds(new LinkedHashMap<>());

  public LoadThresholds {
    thresholds = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(thresholds));
  }

  /**
   * Reads {@code A=1,B=2} and the form of the oldest releases, {@code map[A:1 B:2]}; a blank text
   * is empty; null when it is neither.
   */
  public static @Nullable LoadThresholds parse(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return NONE;
    }
    if (trimmed.startsWith("map[") && trimmed.endsWith("]")) {
      return parsePairs(trimmed.substring("map[".length(), trimmed.length() - 1).strip(), ' ', ':');
    }
    return parsePairs(trimmed, ',', '=');
  }

  private static @Nullable LoadThresholds parsePairs(String text, char between, char within) {
    LinkedHashMap<String, Long> found = new LinkedHashMap<>();
    int position = 0;
    while (position < text.length()) {
      int comma = text.indexOf(between, position);
      int end = comma < 0 ? text.length() : comma;
      int equals = text.indexOf(within, position, end);
      if (equals <= position) {
        return null;
      }
      Long threshold = Numbers.parseLong(text, equals + 1, end);
      if (threshold == null) {
        return null;
      }
      found.put(text.substring(position, equals), threshold);
      position = end + 1;
    }
    return new LoadThresholds(found);
  }

  /** The thresholds as gh-ost takes them: {@code A=1,B=2}. */
  public String text() {
    StringBuilder out = new StringBuilder();
    for (Map.Entry<String, Long> threshold : thresholds.entrySet()) {
      if (!out.isEmpty()) {
        out.append(',');
      }
      out.append(threshold.getKey()).append('=').append(threshold.getValue());
    }
    return out.toString();
  }
}
