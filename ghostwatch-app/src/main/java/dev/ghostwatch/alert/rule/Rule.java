package dev.ghostwatch.alert.rule;

import dev.ghostwatch.alert.AlertText;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.expression.Expression;
import dev.ghostwatch.alert.expression.Template;
import dev.ghostwatch.alert.subject.Subject;
import dev.ghostwatch.config.rule.ActionConfig;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.text.Language;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A checked rule.
 *
 * @param name tells it apart
 * @param text its condition as written
 * @param condition the same, checked
 * @param holdFor how long the condition must hold before it fires
 * @param keepFiringFor how long it fires on when the condition no longer holds
 * @param severity how much it matters
 * @param labels of its alerts, beside those of the subject
 * @param texts title and message in each language that it has
 * @param annotations handed on with alerts
 * @param actions what is done while it fires
 * @param <S> what it is asked of
 */
public record Rule<S extends Subject>(
    String name,
    String text,
    Expression<S> condition,
    Duration holdFor,
    Duration keepFiringFor,
    Severity severity,
    Labels labels,
    Map<Language, Texts<S>> texts,
    Map<String, String> annotations,
    List<ActionConfig> actions) {
  /** The annotation of alerts whose end nobody needs to hear of. */
  public static final String RECOVERY = "recovery";

  /** Its value. */
  public static final String UNTOLD = "untold";

  /**
   * What an alert says in one language.
   *
   * @param title one line
   * @param message what is seen
   * @param <S> what it speaks of
   */
  public record Texts<S>(Template<S> title, Template<S> message) {}

  public Rule {
    texts = Map.copyOf(texts);
    annotations = Map.copyOf(annotations);
    actions = List.copyOf(actions);
  }

  /** The labels of its alert about a subject. */
  Labels labelsOf(S subject) {
    Labels all = subject.labels();
    for (Map.Entry<String, String> label : labels.values().entrySet()) {
      all = all.with(label.getKey(), label.getValue());
    }
    return all;
  }

  Map<Language, AlertText> textsOf(S subject) {
    Map<Language, AlertText> said = new EnumMap<>(Language.class);
    texts.forEach((language, text) ->
        said.put(
            language,
            new AlertText(
                text.title().about(subject).replaceAll("\\s+", " ").strip(),
                text.message().about(subject).strip())));
    return said;
  }
}
