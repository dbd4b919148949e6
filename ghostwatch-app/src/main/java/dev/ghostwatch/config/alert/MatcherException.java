package dev.ghostwatch.config.alert;

import dev.ghostwatch.config.schema.Wording;

/** A text is no matcher; says what is wrong with it. */
public final class MatcherException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Wording rule;

  MatcherException(String text, Wording rule) {
    super("no matcher: " + text);
    this.rule = rule;
  }

  /** What is wrong, as a whole sentence. */
  public Wording rule() {
    return rule;
  }
}
