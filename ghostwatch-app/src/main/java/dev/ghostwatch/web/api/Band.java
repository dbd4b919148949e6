package dev.ghostwatch.web.api;

import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.log.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which a migration was throttled for one reason.
 *
 * @param to when it went on, or another reason began; null while it is throttled
 * @param text gh-ost's own words
 */
record Band(Instant from, @Nullable Instant to, ThrottleReason.Kind kind, String text) {
  /**
   * The bands that events tell of.
   *
   * @param events in their order
   * @param end when the run ended; null while it runs
   */
  static List<Band> of(List<EventRow> events, @Nullable Instant end) {
    List<Band> bands = new ArrayList<>();
    Band open = null;
    for (EventRow event : events) {
      boolean begins = event.type().equals(RunEvent.Type.THROTTLE.jsonName());
      if (begins || event.type().equals(RunEvent.Type.RESUME.jsonName())) {
        if (open != null) {
          bands.add(open.until(event.at()));
        }
        open =
            begins
                ? new Band(
                    event.at(), null, ThrottleReason.parse(event.text()).kind(), event.text())
                : null;
      }
    }
    if (open != null) {
      bands.add(open.until(end));
    }
    return bands;
  }

  private Band until(@Nullable Instant when) {
    return new Band(from, when, kind, text);
  }

  void write(Json json) {
    json.time("from", from);
    json.time("to", to);
    json.text("kind", kind.jsonName());
    json.text("text", text);
  }
}
