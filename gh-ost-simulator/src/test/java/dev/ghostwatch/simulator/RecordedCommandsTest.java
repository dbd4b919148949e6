package dev.ghostwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every question, setting, trap and typing error that was sent to real releases. */
class RecordedCommandsTest {
  private static final DateTimeFormatter RUBY_DATE =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss xx yyyy", Locale.ENGLISH);

  static Stream<GhostDialect> dialects() {
    return Recordings.RECORDED.stream();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void answersAsTheRealReleaseDid(GhostDialect dialect) {
    List<String> lines = Recordings.lines("commands-" + dialect.label() + ".jsonl");
    JsonNode setting = Recordings.json(lines.getFirst());
    SimulatedMigration migration = likeTheRecordedRun(setting, dialect);
    for (String line : lines.subList(1, lines.size())) {
      JsonNode exchange = Recordings.json(line);
      String command = exchange.get("command").asString();
      long millis = Math.round(exchange.get("second").asDouble() * 1_000);
      migration.advanceTo(migration.identity().started().plusMillis(millis));
      String reply = migration.command(command);
      JsonNode recorded = exchange.get("reply");
      if (recorded != null) {
        assertThat(withoutFigures(reply))
            .as("%s: reply to \"%s\"", dialect.label(), command)
            .isEqualTo(withoutFigures(recorded.asString()));
      }
      reply
          .lines()
          .filter(text -> text.startsWith("Copy:"))
          .forEach(
              text -> assertThat(Recordings.figures(text)).as("figures of " + text).isNotNull());
    }
  }

  private static SimulatedMigration likeTheRecordedRun(JsonNode setting, GhostDialect dialect) {
    Instant started =
        OffsetDateTime.parse(setting.get("started").asString(), RUBY_DATE).toInstant();
    String server = setting.get("server").asString();
    RunIdentity identity =
        new RunIdentity(
            setting.get("database").asString(),
            setting.get("table").asString(),
            server,
            server,
            setting.get("host").asString(),
            setting.get("serverVersion").asString(),
            setting.get("socket").asString(),
            started,
            ZoneOffset.UTC);
    Story story =
        Story.healthy()
            .rows(300_000)
            .withOptions(
                StartOptions.DEFAULTS
                    .withCopy(200, 10, 5_000, 40)
                    .withLoads(
                        "Threads_running=500", "Threads_running=1000", Duration.ZERO, Duration.ZERO)
                    .withThrottling("select 0", "", List.of("127.0.0.1:33062"))
                    .withFlagFiles(
                        setting.get("throttleFlagFile").asString(),
                        setting.get("throttleAdditionalFlagFile").asString(),
                        "",
                        setting.get("panicFlagFile").asString()));
    return new SimulatedMigration(identity, dialect, story);
  }

  private static String withoutFigures(String reply) {
    return reply
        .replaceAll("(?m)^Copy: .*$", "Copy: …")
        .replaceAll("mysql-bin\\.\\d+:\\d+", "COORDINATES");
  }
}
