package dev.ghostwatch.alert.expression;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression that cannot be used. */
public final class ExpressionException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Something wrong in it.
   *
   * @param line within the expression, counted from 1
   * @param text what is wrong, in English
   * @param word the name that is not known; null when it is something else
   * @param nearest the name that was probably meant
   */
  public record Problem(int line, String text, @Nullable String word, @Nullable String nearest) {}

  private final transient List<Problem> problems;

  ExpressionException(List<Problem> problems, Throwable cause) {
    super(String.join("; ", problems.stream().map(Problem::text).toList()), cause);
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
