package dev.ghostwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The start script itself, over the shapes a command line may have. It runs as it is shipped,
 * beside a build of two empty jars and a JDK that prints what it was started with.
 */
class LauncherTest {
  private static final String HEAVY = "/lib/agent/heavy.jar";
  private static final String AGENT_CACHE = "/agent.aot";
  private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";

  @TempDir Path folder;
  private Path jdk;

  @BeforeEach
  void build() throws IOException {
    Path root = Path.of("..");
    Files.copy(root.resolve("ghostwatch"), folder.resolve("ghostwatch"));
    Files.createDirectory(folder.resolve("scripts"));
    for (String script : List.of("find-jdk.sh", "jvm-options.sh")) {
      Files.copy(
          root.resolve("scripts").resolve(script), folder.resolve("scripts").resolve(script));
    }
    jdk = folder.resolve("jdk");
    program("jdk/bin/java", "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    program("jdk/bin/javac", "#!/bin/sh\n");
    write("jdk/release", "JAVA_VERSION=\"25.0.3\"\n");
    write("pom.xml", "");
    String dist = "ghostwatch-app/target/dist/";
    write(dist + "lib/light.jar", "");
    write(dist + HEAVY.substring(1), "");
    write(dist + "built", "");
    write(dist + "ghostwatch.aot", "");
    write(dist + AGENT_CACHE.substring(1), "");
    write(dist + "aot.jdk", jdk + "\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void program(String name, String text) throws IOException {
    write(name, text);
    Files.setPosixFilePermissions(
        folder.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What the JDK was given: flags, class path, class and words. */
  private List<String> given(String... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(folder.resolve("ghostwatch").toString());
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().remove("GHOSTWATCH_NO_AOT");
    builder.environment().remove("GHOSTWATCH_JAVA_OPTS");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    List<String> given = said.lines().toList();
    assertThat(given.subList(given.size() - words.length, given.size())).containsExactly(words);
    return given;
  }

  private static String[] words(String line) {
    return line.isEmpty() ? new String[0] : line.split(" ", -1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "history",
        "export shop.orders -o csv",
        "--lang zh history",
        "--lang=zh history --json",
        "--debug --lang en export shop.orders",
        "--lang zh --debug history",
        "history --lang zh",
        "-h export"
      })
  void whatReadsThePastGetsTheJarsOfTheStore(String line) throws Exception {
    assertThat(given(words(line)))
        .anyMatch(word -> word.endsWith(HEAVY))
        .contains(NATIVE)
        .noneMatch(word -> word.contains(AGENT_CACHE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "serve --config x.yaml",
        "--lang zh serve",
        "--debug --lang=en serve --until-done",
        "--lang en --debug serve"
      })
  void theAgentGetsItsOwnFlagsAndCache(String line) throws Exception {
    assertThat(given(words(line)))
        .anyMatch(word -> word.endsWith(HEAVY))
        .contains(NATIVE, "-Xmx460m")
        .anyMatch(word -> word.endsWith(AGENT_CACHE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "status",
        "ps --all",
        "--lang zh status history",
        "--lang",
        "--lang serve",
        "--lang history ps",
        "--version",
        "help history",
        "help serve",
        "start",
        "--config x.yaml serve",
        "ask serve history"
      })
  void whatAsksStartsWithoutThem(String line) throws Exception {
    assertThat(given(words(line)))
        .noneMatch(word -> word.endsWith(HEAVY))
        .doesNotContain(NATIVE)
        .noneMatch(word -> word.contains(AGENT_CACHE));
  }

  @Test
  void theOnesWithHeavyJarsAreTheOnesThatUseThem() throws IOException {
    // A command that opens the store or runs the agent has to stand in the script's list.
    Path commands = Path.of("src/main/java/dev/ghostwatch/cli");
    List<String> users = new ArrayList<>();
    try (var files = Files.list(commands)) {
      for (Path file : files.filter(path -> path.toString().endsWith("Command.java")).toList()) {
        String text = Files.readString(file);
        if (text.contains("StoreOption") || text.contains("AgentRunner")) {
          String name = file.getFileName().toString();
          users.add(name.substring(0, name.indexOf("Command")).toLowerCase(Locale.ROOT));
        }
      }
    }
    String script = Files.readString(Path.of("../ghostwatch"));
    Set<String> listed =
        Pattern.compile("(?m)^    ([a-z| -]+)\\) ")
            .matcher(script)
            .results()
            .flatMap(line -> Arrays.stream(line.group(1).split(" \\| ", -1)))
            .collect(Collectors.toSet());
    assertThat(users).hasSizeGreaterThan(5).isSubsetOf(listed);
  }
}
