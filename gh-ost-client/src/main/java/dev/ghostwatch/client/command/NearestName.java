package dev.ghostwatch.client.command;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the name that a misspelt one was probably meant to be, among those there are: settings,
 * commands, options.
 */
public final class NearestName {

  /** A name longer than this is nobody's slip of the pen, and would be slow to compare. */
  private static final int LONGEST_NAME = 64;

  private static final int SHORTEST_PART = 4;
  private static final int USUAL_SLIPS = 2;

  private NearestName() {}

  /**
   * The only one of the known names that holds the whole word, else the one with the fewest letters
   * added, left out or exchanged: two at most, a quarter of a long name, and not more than half of
   * what was written. Null when none is like it.
   *
   * @param known names in lower case with dashes; case and underscores of the word do not count
   */
  public static @Nullable String of(String word, Collection<String> known) {
    String wanted = word.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    int letters = letters(wanted);
    if (letters == 0 || word.length() > LONGEST_NAME) {
      return null;
    }
    String containing = letters < SHORTEST_PART ? null : onlyOneContaining(wanted, known);
    return containing == null ? fewestSlips(wanted, letters / 2, known) : containing;
  }

  /** The dashes before an option are no letters that somebody could have meant otherwise. */
  private static int letters(String word) {
    int dashes = 0;
    while (dashes < word.length() && word.charAt(dashes) == '-') {
      dashes++;
    }
    return word.length() - dashes;
  }

  private static @Nullable String onlyOneContaining(String part, Collection<String> known) {
    String found = null;
    for (String name : known) {
      if (name.contains(part)) {
        if (found != null) {
          return null;
        }
        found = name;
      }
    }
    return found;
  }

  private static @Nullable String fewestSlips(String word, int most, Collection<String> known) {
    String nearest = null;
    int fewest = Integer.MAX_VALUE;
    for (String name : known) {
      int distance = distance(word, name);
      int allowed = Math.min(most, Math.max(USUAL_SLIPS, name.length() / 4));
      if (distance <= allowed && distance < fewest) {
        fewest = distance;
        nearest = name;
      }
    }
    return nearest;
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
