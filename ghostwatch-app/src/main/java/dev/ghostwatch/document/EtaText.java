package dev.ghostwatch.document;

import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.EtaReason;
import dev.ghostwatch.text.Figures;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a migration ends, as text for people. */
public final class EtaText {
  private final Said said;
  private final @Nullable ZoneId zone;

  /** The text with a key, in somebody's language. */
  @FunctionalInterface
  public interface Said {
    String text(String key, String... arguments);
  }

  /**
   * @param zone for the time of the end; null to leave it out
   */
  public EtaText(Said said, @Nullable ZoneId zone) {
    this.said = said;
    this.zone = zone;
  }

  /** In full: when, the range, and what it rests on. */
  public List<LayersText.Line> lines(Eta eta) {
    List<LayersText.Line> lines = new ArrayList<>();
    lines.add(new LayersText.Line(said.text("label.ends"), end(eta)));
    lines.add(new LayersText.Line(said.text("label.basis"), basis(eta)));
    return lines;
  }

  private String end(Eta eta) {
    Double low = eta.lowSeconds();
    Double high = eta.highSeconds();
    if (eta.restsOn(EtaReason.POSTPONED)) {
      return said.text("eta.postponed");
    }
    if (low == null || high == null) {
      return said.text("eta.unknown");
    }
    String range = said.text("eta.range", duration(low), duration(high));
    if (eta.seconds() == null) {
      return said.text("eta.unknown") + range;
    }
    String when =
        zone == null || eta.endsAt() == null
            ? said.text("eta.in", duration(eta.seconds()))
            : said.text("eta.inAt", duration(eta.seconds()), Figures.time(eta.endsAt(), zone));
    return eta.restsOn(EtaReason.COPIED) ? when : when + range;
  }

  private String basis(Eta eta) {
    return String.join(
        said.text("eta.separator"),
        eta.basis().stream()
            .map(Eta.Basis::phrase)
            .map(phrase -> said.text(phrase.key(), phrase.arguments().toArray(String[]::new)))
            .toList());
  }

  /** Seconds as people read them. */
  public static String duration(double seconds) {
    return Figures.duration(Duration.ofSeconds(Math.round(seconds)));
  }
}
