package dev.ghostwatch.model.history;

import dev.ghostwatch.model.Severity;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert, of a migration or of the agent itself. The same labels and the same start are one
 * alert: writing it again sets its state, end and annotations.
 *
 * @param rule the name of its rule
 * @param severity how much it matters
 * @param state where its life stands, in the word of the alert documents: {@code firing}, {@code
 *     resolved} …
 * @param startedAt when it began
 * @param endedAt when it ended; null while it lasts
 * @param labels what tells it apart
 * @param annotations its texts, by name
 */
public record AlertRow(
    String rule,
    Severity severity,
    String state,
    Instant startedAt,
    @Nullable Instant endedAt,
    Map<String, String> labels,
    Map<String, String> annotations) {
  public AlertRow {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
