package dev.ghostwatch.cli;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the word somebody probably meant: the one with the fewest changed letters, at most two. */
final class NearMatch {
  private static final int MOST_CHANGES = 2;

  private NearMatch() {}

  static @Nullable String of(String word, Collection<String> known) {
    String best = null;
    int fewest = MOST_CHANGES + 1;
    for (String candidate : known) {
      int changes = distance(word, candidate);
      if (changes < fewest) {
        fewest = changes;
        best = candidate;
      }
    }
    return best;
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
