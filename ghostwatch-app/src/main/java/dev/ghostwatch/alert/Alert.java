package dev.ghostwatch.alert;

import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.text.Language;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition that holds, or did until lately. Immutable; its labels tell it apart from others.
 *
 * @param labels its identity, with {@code alertname} and {@code severity}
 * @param severity how much it matters, as in its label
 * @param texts title and message in each language, with values filled in
 * @param annotations other texts of its rule, by name; {@code runbook_url} among them
 * @param startsAt when it began to fire
 * @param endsAt when it was resolved; null while it fires
 * @param updatedAt when it was last told of
 * @param snapshot the migration at that moment; null for an alert about the agent itself
 */
public record Alert(
    Labels labels,
    Severity severity,
    Map<Language, AlertText> texts,
    Map<String, String> annotations,
    Instant startsAt,
    @Nullable Instant endsAt,
    Instant updatedAt,
    @Nullable Snapshot snapshot) {
  public Alert {
    texts = Map.copyOf(texts);
    annotations = Map.copyOf(annotations);
    if (labels.get(Labels.ALERT_NAME) == null) {
      throw new IllegalArgumentException("BUG: an alert without alertname: " + labels);
    }
  }

  /** Whether it is over at that moment. */
  public boolean isResolvedAt(Instant now) {
    return endsAt != null && !endsAt.isAfter(now);
  }

  /** The same with other times. */
  public Alert between(Instant starts, @Nullable Instant ends) {
    return new Alert(labels, severity, texts, annotations, starts, ends, updatedAt, snapshot);
  }

  /** The name of its rule. */
  public String name() {
    return String.valueOf(labels.get(Labels.ALERT_NAME));
  }

  /** Its texts in a language, or in English where a rule has none in that one. */
  public AlertText text(Language language) {
    AlertText text = texts.get(language);
    text = text == null ? texts.get(Language.EN) : text;
    return text == null ? new AlertText(name(), labels.toString()) : text;
  }
}
