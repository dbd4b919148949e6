package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.testing.Recordings;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.text.Language;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** {@code analyze -o html}: whole in itself, well formed, small, and telling. */
class AnalysisPageTest {
  private static final int LARGEST = 300_000;
  private static final Set<String> ELEMENTS =
      Set.of(
          "html", "head", "meta", "link", "title", "style", "body", "main", "header", "section",
          "footer", "h1", "h2", "h3", "p", "b", "code", "div", "span", "ul", "li", "table", "tr",
          "th", "td", "svg", "path", "rect", "circle", "text");

  @TempDir Path folder;
  private TestWorld world;

  @BeforeEach
  void begin() {
    world = new TestWorld(folder);
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  @Test
  void everyRecordingMakesAPageThatLoadsNothing() throws Exception {
    for (Path run : Recordings.runsWith("log.txt")) {
      Path log = run.resolve("log.txt");
      String page = page(log);
      assertThat(page.getBytes(StandardCharsets.UTF_8).length)
          .as(log.toString())
          .isLessThan(LARGEST);
      assertLoadsNothing(page);
    }
  }

  private String page(Path log) {
    var ran = world.plain("analyze", "-o", "html", log.toString());
    assertThat(ran.exit()).as(ran.err()).isZero();
    return ran.out();
  }

  /** Well formed, so that a parser of XML sees each attribute that a browser sees. */
  static void assertLoadsNothing(String page) throws Exception {
    String doctype = "<!DOCTYPE html>\n";
    assertThat(page).startsWith(doctype);
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(
                    page.substring(doctype.length()).getBytes(StandardCharsets.UTF_8)));
    NodeList all = document.getElementsByTagName("*");
    Set<String> elements = new TreeSet<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      elements.add(element.getTagName());
      for (int a = 0; a < element.getAttributes().getLength(); a++) {
        String name = element.getAttributes().item(a).getNodeName();
        String value = element.getAttributes().item(a).getNodeValue();
        assertThat(name).isNotEqualTo("src").isNotEqualTo("style").doesNotStartWith("on");
        if (name.contains("href")) {
          assertThat(value).isEqualTo("data:,");
        }
      }
    }
    assertThat(ELEMENTS).containsAll(elements);
    String style = document.getElementsByTagName("style").item(0).getTextContent();
    assertThat(style).doesNotContain("url(", "@import", "//");
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
    assertThat(page)
        .contains(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
                + Base64.getEncoder().encodeToString(hash)
                + "'; img-src data:; base-uri 'none'; form-action 'none'\"/>");
  }

  @Test
  void tellsWhatHeldTheRunUp() throws Exception {
    Recordings.assumeEverything();
    Path log =
        Recordings.runsWith("log.txt").stream()
            .filter(run -> run.endsWith("v1.1.10/throttle_reasons"))
            .findFirst()
            .orElseThrow()
            .resolve("log.txt");
    String page = page(log);
    assertThat(page)
        .contains("The migration succeeded in 2m2s. 150,000 rows were copied")
        .contains("It held still for 1m4s, 52% of the time: throttle URL 20s, flag file 14s")
        .contains("Progress (%)", "Speed (rows a second)", "Lag (seconds)", "Backlog (binlog")
        .contains(
            "class=\"band c-http\"", "class=\"band c-flag-file\"", "class=\"band c-max-load\"")
        .contains("cut-over attempt: Grabbing voluntary lock")
        .contains("Table &#39;shop.nonexistent&#39; doesn&#39;t exist")
        .contains("<b>cause:</b>");
    String chinese =
        world.speaking(Language.ZH).plain("analyze", "-o", "html", log.toString()).out();
    assertThat(chinese).contains("<html lang=\"zh\">", "迁移成功，历时 2m2s。", "限流 URL 20s");
    assertLoadsNothing(chinese);
  }

  @Test
  void aTrialRunThatWasCutShortHasNotPassed() throws Exception {
    String run =
        """
        2026-11-22 13:26:19 INFO starting gh-ost 1.1.5
        2026-11-22 13:26:19 INFO Migrating `shop`.`orders`
        2026-11-22 13:26:29 INFO New table structure follows
        """;
    Path log = Files.writeString(folder.resolve("trial.log"), run);
    assertThat(page(log)).contains("running or killed").doesNotContain("trial run");
    Files.writeString(log, run + "2026-11-22 13:26:30 FATAL found panic-file /tmp/p. Aborting\n");
    assertThat(page(log)).contains("aborted</span>").doesNotContain("trial run");
    Files.writeString(log, run + "# Done\n");
    assertThat(page(log)).contains("trial run passed</span>");
  }

  @Test
  void aLogMadeToBreakThePageDoesNot() throws Exception {
    List<String> lines = new ArrayList<>();
    String evil = "<script src=\"http://evil/\">&'\u0007</title></svg>".repeat(20);
    lines.add("2026-11-22 13:26:19 INFO starting gh-ost 1.1.5<b>");
    lines.add("2026-11-22 13:26:19 INFO Migrating `<img src=http://evil/>`.`\u202E</h1>`");
    for (int i = 0; i < 600; i++) {
      String second = "%02d:%02d".formatted(i / 60, i % 60);
      String state = i % 2 == 0 ? "throttled, " + evil : "migrating";
      lines.add(
          "Copy: "
              + i
              + "/9000 1.0%; Applied: "
              + i
              + "; Backlog: "
              + i % 1000
              + "/1000; Time: "
              + i
              + "s(total), "
              + i
              + "s(copy); streamer: mysql-bin.000001:4; Lag: "
              + i
              + ".01s, HeartbeatLag: 0.02s, State: "
              + state
              + "; ETA: N/A");
      lines.add("2026-11-22 14:" + second + " ERROR " + (char) ('a' + i % 26) + i + evil);
      lines.add("2026-11-22 14:" + second + " WARNING " + i + evil);
      lines.add("# max-load: " + i + evil);
    }
    Path log = folder.resolve("evil.log");
    Files.write(log, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    String page = page(log);
    assertLoadsNothing(page);
    assertThat(page).doesNotContain("<script", "<img", "\u202E", "\u0007");
    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(LARGEST);
  }
}
