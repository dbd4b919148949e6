package dev.ghostwatch.config.schema;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A text of a file that has an inner form of its own, which is checked later, and its place.
 *
 * @param file null when it does not come from a file
 * @param line where it begins, counted from 1
 * @param column likewise
 * @param path of the key that holds it, for people
 */
public record SourceText(String text, @Nullable Path file, int line, int column, String path) {
  /** A text that stands nowhere. */
  public static SourceText of(String text) {
    return new SourceText(text, null, 0, 0, "");
  }

  /**
   * Something wrong in it.
   *
   * @param innerLine line within the text, counted from 1
   * @param found the word that is meant, null when it is the whole
   * @param nearest the word that was probably meant
   */
  public Problem problem(
      int innerLine, @Nullable String found, Wording rule, @Nullable String nearest) {
    return new Problem(
        Problem.Severity.ERROR,
        file,
        line == 0 ? 0 : line + innerLine - 1,
        column,
        path,
        found,
        rule,
        nearest);
  }
}
