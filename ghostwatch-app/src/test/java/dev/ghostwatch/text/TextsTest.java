package dev.ghostwatch.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.command.Refusal;
import dev.ghostwatch.client.socket.ControlException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both languages say the same things, and the program says nothing that is not there. */
class TextsTest {
  private static final Texts ENGLISH = Texts.of(Language.EN);
  private static final Texts CHINESE = Texts.of(Language.ZH);
  private static final List<String> CLIENTS_WORDS =
      List.of("control.", "refusal.", "evidence.failure.");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");
  private static final Pattern FILLED = Pattern.compile("<[0-9]>");

  /** Without alternatives inside: a long literal must not use up the stack. */
  private static final Pattern LITERAL = Pattern.compile("\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");

  /** A text whose key is the first argument of a call. */
  private static final Pattern USE =
      Pattern.compile(
          "(?:(?:context|english)\\s*\\.(?:text|say)\\(|Phrase\\s*\\.of\\(|Labels\\.line\\(\\s*context,)"
              + "\\s*\"([^\"]+)\"");

  @Test
  void bothLanguagesHaveTheSameKeys() {
    assertThat(new TreeSet<>(CHINESE.keys())).isEqualTo(new TreeSet<>(ENGLISH.keys()));
  }

  @Test
  void bothLanguagesFillInTheSame() {
    for (String key : ENGLISH.keys()) {
      Set<String> english = placeholders(ENGLISH.pattern(key));
      // The client's own words are English: Chinese says the same without them.
      if (CLIENTS_WORDS.stream().noneMatch(key::startsWith)) {
        assertThat(placeholders(CHINESE.pattern(key))).as(key).isEqualTo(english);
      }
      assertThat(english).as(key).allMatch(placeholder -> placeholder.matches("\\{[0-9]}"));
    }
  }

  private static Set<String> placeholders(String pattern) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = PLACEHOLDER.matcher(pattern);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  @Test
  void noApostropheIsAlone() {
    for (Texts texts : List.of(ENGLISH, CHINESE)) {
      for (String key : texts.keys()) {
        assertThat(texts.pattern(key).replace("''", ""))
            .as("%s: MessageFormat wants each apostrophe twice", key)
            .doesNotContain("'");
      }
    }
  }

  @Test
  void englishIsPlainAscii() {
    for (String key : ENGLISH.keys()) {
      assertThat(ENGLISH.pattern(key)).as(key).isASCII();
    }
  }

  @Test
  void chineseIsChinese() {
    long translated =
        CHINESE.keys().stream()
            .filter(key -> !CHINESE.pattern(key).chars().allMatch(c -> c < 128))
            .count();
    assertThat(translated).isGreaterThan(CHINESE.keys().size() * 9L / 10);
  }

  @Test
  void everyTextCanBeFilledIn() {
    for (Texts texts : List.of(ENGLISH, CHINESE)) {
      for (String key : texts.keys()) {
        String text = texts.get(key, "<0>", "<1>", "<2>", "<3>", "<4>", "<5>");
        for (String placeholder : placeholders(texts.pattern(key))) {
          assertThat(text).as(key).contains("<" + placeholder.charAt(1) + ">");
        }
      }
    }
  }

  @Test
  void whatTheClientSaysIsSaidInChineseWithItsFacts() {
    for (Refusal.Kind kind : Refusal.Kind.values()) {
      String key = "refusal." + kind.name();
      String[] arguments = {"<0>", "<1>", "<2>", "<3>"};
      assertThat(ENGLISH.get(key, arguments)).as(key).isEqualTo("<0>");
      String english = new Refusal(kind, List.of("<1>", "<2>", "<3>")).text();
      assertThat(filledIn(CHINESE.get(key, arguments)))
          .as(key)
          .isEqualTo(filledIn(english))
          .doesNotContain("<0>");
    }
    for (ControlException.Kind kind : ControlException.Kind.values()) {
      assertThat(ENGLISH.get("control." + kind.name(), "<0>", "<1>"))
          .as(kind.name())
          .isEqualTo("<1>");
      String chinese = CHINESE.get("control." + kind.name(), "<0>", "<1>");
      assertThat(chinese).as(kind.name()).contains("<0>").contains("\n").doesNotContain("<1>");
      assertThat(ENGLISH.has("ps." + kind.name())).as(kind.name()).isTrue();
    }
  }

  private static Set<String> filledIn(String text) {
    return new TreeSet<>(FILLED.matcher(text).results().map(MatchResult::group).toList());
  }

  @Test
  void everyTextThatIsUsedExists() {
    Set<String> missing = new TreeSet<>();
    for (String source : sources()) {
      Matcher matcher = USE.matcher(source);
      while (matcher.find()) {
        String key = matcher.group(1);
        if (!key.endsWith(".") && !ENGLISH.has(key)) {
          missing.add(key);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyTextIsUsed() {
    Set<String> literals = new TreeSet<>();
    for (String source : sources()) {
      Matcher matcher = LITERAL.matcher(source);
      while (matcher.find()) {
        literals.add(matcher.group(1));
      }
    }
    List<String> beginnings =
        literals.stream().filter(text -> text.endsWith(".") && text.length() > 2).toList();
    List<String> unused =
        ENGLISH.keys().stream()
            .filter(key -> !literals.contains(key))
            .filter(key -> beginnings.stream().noneMatch(key::startsWith))
            .filter(key ->
                !key.matches(
                    "(D\\d+(\\.[a-zA-Z-]+)*|throttle\\.[a-z-]+|state\\.[A-Z_]+)\\.[a-zA-Z-]+"))
            .sorted()
            .toList();
    assertThat(unused).isEmpty();
  }

  private static List<String> sources() {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).map(TextsTest::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
