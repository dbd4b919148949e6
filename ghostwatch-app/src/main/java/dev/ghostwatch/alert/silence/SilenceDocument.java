package dev.ghostwatch.alert.silence;

import dev.ghostwatch.document.Json;
import java.util.Locale;

/** A silence as JSON. */
public final class SilenceDocument {
  private SilenceDocument() {}

  public static void write(Json json, SilenceStatus silence) {
    json.text("id", silence.id());
    json.text("state", silence.state().name().toLowerCase(Locale.ROOT));
    json.texts("matchers", silence.matchers().all().stream().map(Object::toString).toList());
    json.time("startsAt", silence.startsAt());
    json.time("endsAt", silence.endsAt());
    json.texts("during", silence.during());
    json.text("author", silence.author());
    json.text("comment", silence.comment());
  }
}
