package dev.ghostwatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.config.LoggingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the keys of {@code logging} do. */
class AgentLogTest {
  private static final Logger LOG = LoggerFactory.getLogger("dev.ghostwatch.migration");
  private static final Logger LIBRARY = LoggerFactory.getLogger("org.example.Library");

  @TempDir Path folder;

  @AfterEach
  void backToTheConsole() throws IOException {
    AgentLog.configure(config("{}"));
  }

  private static LoggingConfig config(String yaml) {
    LoadedConfig loaded = LoadedConfig.parse("logging: " + yaml, Map.of());
    assertThat(loaded.problems()).isEmpty();
    return loaded.config().logging();
  }

  private Path log() {
    return folder.resolve("deep/agent.log");
  }

  @Test
  void levelAndFileHoldFromTheMomentTheyAreSet() throws IOException {
    AgentLog.configure(config("{file: " + log() + ", level: warn}"));
    LOG.info("event=found migration={}", "shop.orders");
    LOG.warn("event=trouble text=\"{}\"", "no space");
    AgentLog.configure(config("{file: " + log() + ", level: debug}"));
    LOG.debug("event=looked runs={}", 3);
    LIBRARY.info("a library has nothing to say here");
    List<String> lines = Files.readAllLines(log());
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst())
        .matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z WARN  migration event=trouble text=\"no space\"");
    assertThat(lines.get(1)).endsWith(" DEBUG migration event=looked runs=3");
  }

  @Test
  void jsonHasAFieldForEachKeyWhateverTheValuesHold() throws IOException {
    AgentLog.configure(config("{file: " + log() + ", format: json}"));
    LOG.info("event=found migration={} endpoint={}", "shop.orders@1", null);
    LOG.warn(
        "event={} text=\"{}; trying again in {} s\" at=here", "odd", "a \"b\" event=faked\n", 5);
    LIBRARY.error("broken {}", "pipe", new IOException("gone"));
    List<JsonNode> lines =
        Files.readAllLines(log()).stream()
            .map(line -> JsonMapper.builder().build().readTree(line))
            .toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst().propertyNames())
        .containsExactly("time", "level", "logger", "event", "migration", "endpoint");
    assertThat(lines.getFirst().get("migration").asString()).isEqualTo("shop.orders@1");
    assertThat(lines.get(1).get("event").asString()).isEqualTo("odd");
    assertThat(lines.get(1).get("text").asString())
        .isEqualTo("a \"b\" event=faked\n; trying again in 5 s");
    assertThat(lines.get(1).get("at").asString()).isEqualTo("here");
    assertThat(lines.get(2).get("message").asString()).isEqualTo("broken pipe");
    assertThat(lines.get(2).get("exception").asString()).startsWith("java.io.IOException: gone");
  }

  @Test
  void aFileThatIsLargeIsRotatedBeforeItsDayIsOver() throws Exception {
    AgentLog.configure(config("{file: " + log() + ", max-size: 1MB, keep: 2}"));
    String text = "x".repeat(10_000);
    // The size is looked at once a second, by the real clock.
    for (int i = 0; i < 60 && rotated() < 1; i++) {
      for (int line = 0; line < 150; line++) {
        LOG.info("event=noise text=\"{}\"", text);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(rotated()).isPositive();
    assertThat(Files.exists(log())).isTrue();
  }

  private long rotated() throws IOException {
    try (Stream<Path> files = Files.list(log().getParent())) {
      return files
          .filter(file -> file.toString().matches(".*agent\\.log\\.[0-9-]+\\.\\d+\\.gz"))
          .count();
    }
  }

  @Test
  void aFileThatCannotBeWrittenChangesNothing() throws IOException {
    AgentLog.configure(config("{file: " + log() + "}"));
    Path inTheWay = Files.createDirectory(folder.resolve("taken"));
    assertThatThrownBy(() -> AgentLog.configure(config("{file: " + inTheWay + "}")))
        .isInstanceOf(IOException.class);
    LOG.info("event=still-here");
    assertThat(Files.readString(log())).contains("event=still-here");
  }
}
