package dev.ghostwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.config.schema.Reference;
import dev.ghostwatch.config.schema.Template;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page and the file that are written from the declared keys. */
class ConfigReferenceTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final String BEGIN = "<!-- keys: written by ConfigReferenceTest -->\n\n";
  private static final String END = "\n<!-- end of keys -->";
  private static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/home/ghost");

  /** Fails when the page is out of date; {@code -Dghostwatch.regenerate=true} writes it anew. */
  @Test
  void thePageIsUpToDate() throws IOException {
    String page = Files.readString(PAGE);
    String keys = Reference.of(AgentConfig.SECTION, Texts.of(Language.EN)::get);
    String wanted =
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + keys
            + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("ghostwatch.regenerate")) {
      Files.writeString(PAGE, wanted);
    }
    assertThat(Files.readString(PAGE))
        .as(
            "run ./mvnw test -pl :ghostwatch -am -Dtest=ConfigReferenceTest -Dghostwatch.regenerate=true")
        .isEqualTo(wanted);
  }

  @Test
  void everyKeyHasAMeaningInBothLanguages() {
    for (Language language : Language.values()) {
      // A key without words makes this fail.
      assertThat(Reference.of(AgentConfig.SECTION, Texts.of(language)::get))
          .contains("| `listen.address` ↻ |", "| `mysql.servers[].password-file` |");
    }
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void whatIsWrittenForAPresetIsAGoodFile(Preset preset) {
    for (Language language : Language.values()) {
      String file = Template.of(AgentConfig.SECTION, preset.chosen(), Texts.of(language)::get);
      LoadedConfig loaded = LoadedConfig.parse(file, ENVIRONMENT);
      assertThat(loaded.problems()).isEmpty();
      assertThat(loaded.config()).isNotEqualTo(LoadedConfig.parse("", ENVIRONMENT).config());
      preset
          .chosen()
          .forEach((path, value) ->
              assertThat(file.lines())
                  .contains(
                      "  ".repeat(path.split("\\.").length - 1)
                          + path.replaceAll(".*\\.", "")
                          + ": "
                          + value));
    }
  }

  @Test
  void aFileWithoutPresetIsAllDefaults() {
    String file = Template.of(AgentConfig.SECTION, Map.of(), Texts.of(Language.EN)::get);
    assertThat(LoadedConfig.parse(file, ENVIRONMENT).config())
        .isEqualTo(LoadedConfig.parse("", ENVIRONMENT).config());
  }

  @Test
  void everyKeyCanBeTakenIntoUse() {
    String file = Template.of(AgentConfig.SECTION, Map.of(), Texts.of(Language.EN)::get);
    // A comment is "# words"; a key that is commented out has no blank, or several, behind the
    // mark.
    String inUse =
        file.lines()
            .map(line -> line.replaceFirst("^( *)#(?! \\S)", "$1"))
            .collect(Collectors.joining("\n"));
    LoadedConfig loaded = LoadedConfig.parse(inUse, ENVIRONMENT);
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.config().mysql().servers())
        .singleElement()
        .satisfies(server -> assertThat(server.name()).isEqualTo("db1:3306"));
    assertThat(loaded.config().profiles().schedule()).hasSize(1);
    assertThat(loaded.config().profiles().all()).containsKey("NAME");
    assertThat(loaded.config().polling())
        .isEqualTo(LoadedConfig.parse("", ENVIRONMENT).config().polling());
  }
}
