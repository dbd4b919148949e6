package dev.ghostwatch.client.command;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the setting that a misspelt name was probably meant to be. */
final class NearestName {

  /** A name longer than this is nobody's slip of the pen, and would be slow to compare. */
  private static final int LONGEST_NAME = 64;

  private static final int SHORTEST_PART = 4;

  private NearestName() {}

  static @Nullable Setting of(String unknownName) {
    if (unknownName.isBlank() || unknownName.length() > LONGEST_NAME) {
      return null;
    }
    String wanted = unknownName.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    Setting containing = onlyOneContaining(wanted);
    if (containing != null) {
      return containing;
    }
    Setting nearest = Setting.CHUNK_SIZE;
    int smallest = Integer.MAX_VALUE;
    for (Setting setting : Setting.values()) {
      int distance = distance(wanted, setting.wireName());
      if (distance < smallest) {
        smallest = distance;
        nearest = setting;
      }
    }
    return smallest <= Math.max(2, nearest.wireName().length() / 4) ? nearest : null;
  }

  private static @Nullable Setting onlyOneContaining(String part) {
    Setting found = null;
    for (Setting setting : Setting.values()) {
      if (part.length() >= SHORTEST_PART && setting.wireName().contains(part)) {
        if (found != null) {
          return null;
        }
        found = setting;
      }
    }
    return found;
  }

  /** Levenshtein distance: insertions, deletions and substitutions from one word to the other. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j < previous.length; j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substitution = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
