package dev.ghostwatch.document;

import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.model.LagProfile;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.layers.LagLimit;
import dev.ghostwatch.text.Figures;
import dev.ghostwatch.text.Texts;
import org.jspecify.annotations.Nullable;

/** How much lag a migration may cause and should, in one sentence for people. */
public final class LagLimitText {
  private LagLimitText() {}

  /** The sentence; null when no profile holds and none is recommended. */
  public static @Nullable String of(LagLimit limit, Texts texts) {
    LagProfile recommended = limit.recommended();
    Phrase reason = limit.reason();
    if (recommended == null || reason == null) {
      return null;
    }
    String profile =
        texts.get(
            limit.holds() == null ? "lag.limit.recommended" : "lag.limit.holds",
            Printable.text(recommended.name()),
            Figures.seconds(recommended.seconds()),
            texts.get(
                reason.key(),
                reason.arguments().stream().map(Printable::text).toArray(String[]::new)));
    Boolean differs = limit.differs();
    if (differs == null || limit.maxLagMillis() == null) {
      return profile;
    }
    return profile
        + (differs
            ? texts.get(
                "lag.limit.differs",
                Figures.seconds(limit.maxLagMillis() / 1000.0),
                limit.command() == null ? "" : Printable.text(limit.command()))
            : texts.get("lag.limit.same"));
  }
}
