package dev.ghostwatch.app;

import dev.ghostwatch.config.schema.Problem;
import java.io.Serial;
import java.util.List;

/** Rules of the configuration cannot be used. */
final class UnusableRulesException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  UnusableRulesException(List<Problem> problems) {
    super(problems.toString());
    this.problems = List.copyOf(problems);
  }

  List<Problem> problems() {
    return problems;
  }
}
