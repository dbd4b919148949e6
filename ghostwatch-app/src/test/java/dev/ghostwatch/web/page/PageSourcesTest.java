package dev.ghostwatch.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of the page as they are written: texts in both languages, nothing that runs text. */
class PageSourcesTest {
  private static final Path PAGE = Path.of("src/main/resources/dev/ghostwatch/web/page");
  private static final Pattern ENTRY = Pattern.compile("(?m)^  \"([^\"]+)\": \"(.*)\",$");
  private static final Pattern USED = Pattern.compile("\\bt\\(\"([a-zA-Z0-9.-]+)\"");
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");
  private static final Pattern IMPORTED = Pattern.compile("(?:from|import\\() ?\"(\\.[^\"]+)\"");
  private static final Pattern RUNS_TEXT =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function"
              + "|dangerouslySetInnerHTML|style=\"|\\son[a-z]+=\"");

  private static SequencedMap<String, String> texts(String language) throws IOException {
    SequencedMap<String, String> texts = new TreeMap<>();
    Matcher entry = ENTRY.matcher(Files.readString(PAGE.resolve("core/" + language + ".js")));
    while (entry.find()) {
      assertThat(texts.put(entry.group(1), entry.group(2))).as(entry.group(1)).isNull();
    }
    assertThat(texts).hasSizeGreaterThan(200);
    return texts;
  }

  private static List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(PAGE)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static List<String> places(String text) {
    return PLACE.matcher(text).results().map(found -> found.group()).sorted().distinct().toList();
  }

  @Test
  void bothLanguagesHaveTheSameKeysAndFillInTheSame() throws Exception {
    Map<String, String> english = texts("en");
    Map<String, String> chinese = texts("zh");
    assertThat(chinese.keySet()).isEqualTo(english.keySet());
    english.forEach((key, text) ->
        assertThat(places(chinese.getOrDefault(key, ""))).as(key).isEqualTo(places(text)));
  }

  @Test
  void everyTextThatIsUsedIsThere() throws Exception {
    TreeSet<String> used = new TreeSet<>();
    for (Path file : files(".js")) {
      USED.matcher(Files.readString(file)).results().forEach(found -> used.add(found.group(1)));
    }
    assertThat(used).hasSizeGreaterThan(100);
    Set<String> known = texts("en").keySet();
    // What ends with a dot is put together: a text for each command, setting, state.
    assertThat(used)
        .allSatisfy(key ->
            assertThat(known)
                .anyMatch(text -> key.endsWith(".") ? text.startsWith(key) : text.equals(key)));
  }

  @Test
  void whatIsImportedIsThere() throws Exception {
    List<String> missing = new ArrayList<>();
    for (Path file : files(".js")) {
      IMPORTED
          .matcher(Files.readString(file))
          .results()
          .map(found -> file.resolveSibling(found.group(1)).normalize())
          .filter(wanted -> !Files.exists(wanted))
          .forEach(wanted -> missing.add(file + " wants " + wanted));
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void nothingRunsTextOrCarriesStyleInIt() throws Exception {
    List<Path> all = new ArrayList<>(files(".js"));
    all.addAll(files(".html"));
    for (Path file : all) {
      assertThat(RUNS_TEXT.matcher(Files.readString(file)).results().map(found -> found.group()))
          .as(file.toString())
          .isEmpty();
    }
  }

  @Test
  void nothingComesFromElsewhere() throws Exception {
    for (String ending : List.of(".js", ".html", ".css")) {
      for (Path file : files(ending)) {
        assertThat(Files.readString(file))
            .as(file.toString())
            .doesNotContain("http://", "https://");
      }
    }
  }
}
