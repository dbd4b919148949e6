package dev.ghostwatch.cli;

import dev.ghostwatch.insight.log.ErrorCatalogue;
import dev.ghostwatch.model.log.ErrorClass;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.text.Figures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What pages about a run have in common: one HTML file with its style, no script, no image, no font
 * and nothing from elsewhere, and a policy in it that forbids them; the head and the figures.
 */
final class PageFrame {
  private final CliContext context;
  private final Html html;
  private final ZoneId zone;

  PageFrame(CliContext context, Html html, ZoneId zone) {
    this.context = context;
    this.html = html;
    this.zone = zone;
  }

  /** Everything before the first element of the page. */
  void begin(String title) throws IOException {
    String style = style();
    html.raw("<!DOCTYPE html>\n<html lang=\"")
        .raw(context.texts().language().code())
        .raw("\"><head><meta charset=\"utf-8\"/>")
        .raw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-")
        .raw(sha256(style))
        .raw("'; img-src data:; base-uri 'none'; form-action 'none'\"/>")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")
        .raw("<link rel=\"icon\" href=\"data:,\"/><title>")
        .text(title, 400)
        .raw("</title><style>")
        .raw(style)
        .raw("</style></head><body><main>\n");
  }

  private static String style() throws IOException {
    try (InputStream in = PageFrame.class.getResourceAsStream("analysis-page.css")) {
      if (in == null) {
        throw new IllegalStateException("BUG: analysis-page.css is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("BUG: every Java has SHA-256", e);
    }
  }

  /**
   * The name, how it stands, and some sentences.
   *
   * @param css the colour of its state
   */
  void head(
      RunAnalysis run,
      String name,
      String css,
      String state,
      List<String> sentences,
      ErrorCatalogue catalogue) {
    html.raw("<header><h1>")
        .text(name, 400)
        .raw(" <span class=\"pill ")
        .raw(css)
        .raw("\">")
        .text(state)
        .raw("</span></h1>");
    String version =
        run.ghostVersion() == null ? context.text("status.version.unknown") : run.ghostVersion();
    html.raw("<p class=\"dim\">gh-ost ").text(version, 100).raw(" &#183; ");
    html.text(
        context.text(
            "page.span",
            run.startedAt() == null ? "-" : Figures.time(run.startedAt(), zone),
            run.endedAt() == null ? "-" : Figures.time(run.endedAt(), zone),
            zone.getId()));
    html.raw("</p><p class=\"summary\">").text(RunSentences.joined(context, sentences)).raw("</p>");
    String reason = run.reason();
    if (reason != null) {
      ErrorClass known = catalogue.classify(reason);
      html.raw("<div class=\"reason\"><p><b>")
          .text(reason, 1000)
          .raw("</b></p>")
          .element("p", known.cause())
          .element("p", known.advice())
          .raw("</div>");
    }
    html.raw("</header>\n");
  }

  /** The figures that are asked for first. */
  void tiles(RunAnalysis run) {
    Map<String, String> tiles = new LinkedHashMap<>();
    tiles.put("page.tile.duration", duration(run.durationSeconds()));
    tiles.put("page.tile.rows", grouped(run.progress().lastRowsCopied()));
    tiles.put("page.tile.dml", grouped(run.progress().lastDmlApplied()));
    tiles.put("page.tile.rate", rate(run.rate().averageRowsPerSecond()));
    tiles.put("page.tile.throttled", duration(run.throttling().seconds()));
    tiles.put("page.tile.lag", seconds(run.lag().maxSeconds()));
    tiles.put("page.tile.lock", seconds(run.cutOver().lockSeconds()));
    html.raw("<div class=\"tiles\">");
    tiles.forEach((key, value) ->
        html.raw("<div class=\"tile\">")
            .element("b", value)
            .element("span", "dim", context.text(key))
            .raw("</div>"));
    html.raw("</div>\n");
  }

  private static String duration(@Nullable Long seconds) {
    return seconds == null ? "-" : Figures.duration(Duration.ofSeconds(seconds));
  }

  private static String grouped(@Nullable Long value) {
    return value == null ? "-" : Figures.grouped(value);
  }

  private static String rate(@Nullable Double value) {
    return value == null ? "-" : Figures.rate(value);
  }

  private static String seconds(@Nullable Double value) {
    return value == null ? "-" : Figures.seconds(value);
  }
}
