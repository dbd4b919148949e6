package dev.ghostwatch.alert;

import dev.ghostwatch.model.Severity;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert that says that it is a test. It is the same alert each time, so that one which is over
 * resolves what an earlier one has opened.
 *
 * @param receiver whom it is for
 * @param severity of the alert
 * @param resolved whether it is over
 */
public record TestAlert(String receiver, Severity severity, boolean resolved) {
  private static final Duration LASTED = Duration.ofMinutes(1);

  /** The letter that is delivered. */
  public Letter letter(Instant now, String user, Texts operators) {
    Labels labels =
        Labels.of(
            Map.of(
                Labels.ALERT_NAME,
                "GhostWatchTest",
                Labels.SEVERITY,
                severity.jsonName(),
                Labels.MIGRATION,
                "test.test"));
    Map<Language, AlertText> texts = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      Texts words = language == operators.language() ? operators : Texts.of(language);
      texts.put(
          language,
          new AlertText(
              words.get("alert.test.title"), words.get("alert.test.message", receiver, user)));
    }
    Instant start = resolved ? now.minus(LASTED) : now;
    @Nullable Instant end = resolved ? now : null;
    Alert alert = new Alert(labels, severity, texts, Map.of(), start, end, now, null);
    return new Letter(
        new Notification(
            "test-" + now.toEpochMilli(),
            receiver,
            "test:" + receiver,
            labels.only(List.of(Labels.MIGRATION)),
            labels,
            List.of(alert),
            now),
        List.of());
  }
}
