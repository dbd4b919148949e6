package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.Stories;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every command that the README shows, each on a simulated migration that suits it. */
class ReadmeTest {
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Set<String> FILE_COMMANDS =
      Set.of("replay", "analyze", "errors", "config", "alert", "user", "token");
  private static final Set<String> OF_THE_AGENT =
      Set.of("start", "stop", "agent-status", "history", "export", "alerts", "silence");
  private static final String PROGRAM = "./ghostwatch ";

  @TempDir Path folder;
  private TestWorld world;

  @BeforeEach
  void open() {
    world = new TestWorld(folder).with("HOME", folder.resolve("home").toString());
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  static List<String> commands() throws IOException {
    return commands("README.md");
  }

  private static List<String> commands(String file) throws IOException {
    String text = Files.readString(Path.of("..", file));
    List<String> commands = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      block.group(1).lines().filter(line -> line.startsWith(PROGRAM)).forEach(commands::add);
    }
    return commands;
  }

  @Test
  void bothLanguagesShowTheSameCommands() throws IOException {
    assertThat(commands("README.zh-CN.md")).isEqualTo(commands()).hasSizeGreaterThan(20);
  }

  // The demo has its own test: its stage is simulated in real time. So has the agent, which is a
  // process of its own.
  static Stream<String> commandsButDemo() throws IOException {
    return commands().stream()
        .filter(command -> !command.startsWith(PROGRAM + "demo"))
        .filter(command -> !OF_THE_AGENT.contains(words(command).getFirst()));
  }

  @ParameterizedTest
  @MethodSource("commandsButDemo")
  void everyCommandOfTheReadmeDoesItsWork(String command) throws IOException {
    String verb = words(command).getFirst();
    boolean toTheEnd = verb.equals("watch") || verb.equals("record");
    SimulatedMigration migration =
        world.orders(
            GhostDialect.V1_1_10,
            toTheEnd
                ? Stories.byName("cut-over-retries").rows(200_000)
                : Stories.byName("postponed").rows(20_000),
            Duration.ofSeconds(30));
    Files.writeString(folder.resolve("gh-ost.log"), migration.command("status"));
    if (command.contains("--follow")) {
      // It ends when the run does.
      Files.writeString(folder.resolve("gh-ost.log"), "# Done\n", StandardOpenOption.APPEND);
    }
    recording(verb);
    if (verb.equals("config") && !words(command).contains("init")) {
      world.plain("config", "init", folder.resolve("ghostwatch.yaml").toString());
    }
    Ran ran = run(command);
    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.all()).isNotBlank();
  }

  /** What an earlier command of the README would have left. */
  private void recording(String verb) throws IOException {
    if (verb.equals("replay")) {
      String status = world.run("ask", "status").out().replace("\n", "\\n").replace("\"", "\\\"");
      Files.writeString(
          folder.resolve("orders.jsonl"),
          "{\"t\": 1795355529.7, \"command\": \"status\", \"reply\": \""
              + status
              + "\", \"ms\": 1}\n");
    }
  }

  private Ran run(String command) throws IOException {
    List<String> words = words(command);
    int input = words.indexOf("<");
    if (input >= 0) {
      world.typing(Files.readString(folder.resolve(words.get(input + 1))));
      words = words.subList(0, input);
    }
    List<String> arguments = new ArrayList<>();
    for (String word : words.subList(1, words.size())) {
      arguments.add(
          word.matches("orders\\.(watch|jsonl)|gh-ost\\.log|ghostwatch\\.yaml")
              ? folder.resolve(word).toString()
              : word);
    }
    boolean live = !FILE_COMMANDS.contains(words.getFirst()) && !arguments.contains("--stdin");
    if (!live) {
      arguments.addFirst(words.getFirst());
      return world.plain(arguments.toArray(String[]::new));
    }
    return world.run(words.getFirst(), arguments.toArray(String[]::new));
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command.substring(PROGRAM.length()));
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words;
  }
}
