package dev.ghostwatch.config.schema;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the word that a misspelt one was probably meant to be. */
public final class NearestKey {
  /** A word longer than this is nobody's slip of the pen, and would be slow to compare. */
  private static final int LONGEST = 64;

  private NearestKey() {}

  /**
   * The word with the fewest changed letters, at most a third of it and never more than three.
   * {@code maxLag} and {@code max_lag} are {@code max-lag}.
   */
  public static @Nullable String of(String unknown, Collection<String> known) {
    if (unknown.isBlank() || unknown.length() > LONGEST) {
      return null;
    }
    String wanted = kebab(unknown.strip());
    String best = null;
    int fewest = Integer.MAX_VALUE;
    for (String word : known) {
      int changes = distance(wanted, word);
      if (changes < fewest && changes <= Math.clamp(word.length() / 3, 1, 3)) {
        fewest = changes;
        best = word;
      }
    }
    return best;
  }

  /** The same for names that are written as they are, {@code lagSeconds}. */
  public static @Nullable String ofName(String unknown, Collection<String> known) {
    for (String name : known) {
      if (name.equalsIgnoreCase(unknown)) {
        return name;
      }
    }
    String best = null;
    int fewest = Integer.MAX_VALUE;
    for (String name : known) {
      int changes = unknown.length() > LONGEST ? Integer.MAX_VALUE : distance(unknown, name);
      if (changes < fewest && changes <= Math.clamp(name.length() / 3, 1, 3)) {
        fewest = changes;
        best = name;
      }
    }
    return best;
  }

  static String kebab(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
        .replace('_', '-')
        .toLowerCase(Locale.ROOT);
  }

  /** Letters to insert, delete, replace or swap with their neighbour. */
  private static int distance(String from, String to) {
    int[][] changes = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          changes[i][j] = i + j;
          continue;
        }
        int replaced = changes[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(replaced, Math.min(changes[i - 1][j], changes[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        changes[i][j] = swapped ? Math.min(fewest, changes[i - 2][j - 2] + 1) : fewest;
      }
    }
    return changes[from.length()][to.length()];
  }
}
