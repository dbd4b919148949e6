package dev.ghostwatch.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a diagnosis rule found.
 *
 * @param rule the rule, {@code D1} …
 * @param severity how much it matters
 * @param title what is wrong, in one line
 * @param evidence the figures and facts it was concluded from
 * @param cause why it is so, in plain words
 * @param advice what to do
 * @param command the exact command that does it, where there is one
 */
public record Finding(
    String rule,
    Severity severity,
    Phrase title,
    List<Phrase> evidence,
    Phrase cause,
    Phrase advice,
    @Nullable String command) {
  public Finding {
    evidence = List.copyOf(evidence);
  }
}
