package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ghostwatch.client.socket.ControlSocket;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.text.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Help, version and completion. */
class HelpTest {
  static final List<String> COMMANDS = CommandCatalogue.names();

  @TempDir Path folder;
  private TestWorld world;

  @BeforeEach
  void build() {
    world = new TestWorld(folder);
  }

  @ParameterizedTest
  @FieldSource("COMMANDS")
  void everyCommandHasHelpWithAnExample(String command) {
    for (Language language : Language.values()) {
      Ran ran = world.speaking(language).plain(command, "--help");
      assertThat(ran.exit()).isZero();
      assertThat(ran.err()).isEmpty();
      assertThat(ran.out()).contains("  ghostwatch " + command).contains("--help");
      assertThat(world.plain("help", command).out()).isEqualTo(ran.out());
    }
    assertThat(world.speaking(Language.EN).plain(command, "-h").out())
        .containsPattern("Examples?:")
        .isASCII();
  }

  @Test
  void everySubCommandHasHelpWithAnExample() {
    CommandCatalogue catalogue =
        new CommandCatalogue(
            (_, _) -> {
              throw new IOException("no stage in this test");
            },
            (_, _) -> {
              throw new IOException("no agent in this test");
            },
            bytes -> java.util.Arrays.fill(bytes, (byte) 7));
    int groups = 0;
    for (String command : COMMANDS) {
      if (catalogue.find(command) instanceof CommandGroup group) {
        groups++;
        for (String inner : group.names()) {
          for (Language language : Language.values()) {
            Ran ran = world.speaking(language).plain(command, inner, "--help");
            assertThat(ran.exit()).isZero();
            assertThat(ran.out()).contains("  ghostwatch " + command + " " + inner, "--help");
            assertThat(world.plain("help", command, inner).out()).isEqualTo(ran.out());
          }
          assertThat(world.plain("completion", "fish").out())
              .contains("__fish_seen_subcommand_from " + command + "; and")
              .contains(" -f -a " + inner + " -d ");
        }
        world.speaking(Language.EN);
        assertThat(world.plain(command).out()).isEqualTo(world.plain("help", command).out());
        String first = group.names().getFirst();
        assertThat(world.plain(command, first + "x").err())
            .isEqualTo(
                "ghostwatch: there is no command '"
                    + command
                    + " "
                    + first
                    + "x'. Did you mean "
                    + command
                    + " "
                    + first
                    + "? 'ghostwatch help "
                    + command
                    + "' lists the commands.\n");
        assertThat(world.plain("help", command, "zzzzzz").exit()).isEqualTo(2);
        assertThat(world.plain(command, first, "--nonsense").err())
            .contains("ghostwatch " + command + " " + first + " has no option");
      }
    }
    assertThat(groups).isPositive();
  }

  @Test
  void helpListsEveryCommand() {
    Ran ran = world.plain("help");
    assertThat(ran.exit()).isZero();
    for (String command : COMMANDS) {
      assertThat(ran.out()).containsPattern("\n  " + command + " +[A-Z]");
    }
    assertThat(world.plain("--help").out()).isEqualTo(ran.out());
    assertThat(world.plain().out()).isEqualTo(ran.out());
  }

  @Test
  void theExamplesOfHelpAreCommandsThatParse() {
    // A gh-ost that happens to run on this host must not be asked, let alone steered.
    world.channels(_ -> new ControlSocket(new Endpoint.UnixSocket(folder.resolve("nobody"))));
    for (String command : COMMANDS) {
      world
          .plain(command, "--help")
          .out()
          .lines()
          .filter(line -> line.startsWith("  ghostwatch " + command))
          .forEach(line -> assertParses(line.strip()));
    }
  }

  private void assertParses(String example) {
    String words = example.replaceAll(" [<>|].*", "").replace("'", "").substring(11);
    String[] arguments = words.split(" ");
    // These two would run for long, or change this host.
    if (arguments[0].equals("demo") || arguments[0].equals("hooks")) {
      return;
    }
    if (example.contains("--follow")) {
      // It would wait for its log for ever.
      world.waiting(_ -> {
        throw new InterruptedException();
      });
    }
    Ran ran = world.with("GHOSTWATCH_AUDIT_FILE", "/dev/null").plain(arguments);
    assertThat(ran.err())
        .as(example)
        .doesNotContain("--help'")
        .doesNotContain("unexpected failure");
  }

  @Test
  void helpNamesTheVariableThatReplacesTheDefaultPlaceOfSockets() {
    assertThat(world.plain("help").out())
        .endsWith(
            """
            GHOSTWATCH_SOCKET_GLOB: patterns of sockets, used in place of
            /tmp/gh-ost.*.sock, with ':' between them.
            """);
    assertThat(world.speaking(Language.ZH).plain("help").out())
        .endsWith("环境变量 GHOSTWATCH_SOCKET_GLOB：\n代替 /tmp/gh-ost.*.sock 的套接字模式，用 ':' 分隔。\n");
  }

  @Test
  void versionIsOneLine() {
    assertThat(world.plain("--version").out()).isEqualTo("ghostwatch test\n");
    assertThat(world.plain("-V").exit()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"bash,bash", "zsh,zsh", "fish,fish"})
  void completionIsAScriptItsShellAccepts(String shell, String program) throws Exception {
    Ran ran = world.plain("completion", shell);
    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).isEmpty();
    for (String command : COMMANDS) {
      assertThat(ran.out()).contains(command);
    }
    Path script = Files.writeString(folder.resolve("script"), ran.out());
    assumeThat(isThere(program)).as("%s is installed", program).isTrue();
    Process process =
        new ProcessBuilder(program, "-n", script.toString()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static boolean isThere(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
