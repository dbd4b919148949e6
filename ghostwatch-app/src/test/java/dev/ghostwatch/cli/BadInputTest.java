package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.command.Command;
import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.simulator.Fault;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is said with its exit code, in time, and never as a stack trace. */
@Timeout(60)
class BadInputTest {
  private static final List<String> COMMANDS =
      List.of("status", "watch", "settings", "throttle", "throttle-query");

  @TempDir Path folder;
  private TestWorld world;

  @BeforeEach
  void build() {
    world = new TestWorld(folder);
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  /** Every command that needs an answer fails with 4 and these words. */
  private void assertUnreachable(Path socket, String... words) {
    for (String command : COMMANDS) {
      Ran ran = world.impatient().plain(command, "--socket", socket.toString());
      assertThat(ran.exit()).as(command).isEqualTo(4);
      assertThat(ran.out()).as(command).isEmpty();
      assertThat(ran.err())
          .startsWith("ghostwatch: ")
          .contains(socket.toString())
          .contains(words)
          .doesNotContain("\tat ")
          .doesNotContain("Exception");
      assertThat(ran.err().lines()).as("one or two lines").hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void aMissingSocket() {
    assertUnreachable(
        folder.resolve("none.sock"),
        "there is no such file: gh-ost has not started yet, has ended");
  }

  @Test
  void aStaleSocket() {
    Path socket = world.stale("old.sock");
    assertUnreachable(
        socket, "connection refused: the file is there, but no gh-ost listens", "rm " + socket);
  }

  @Test
  void aDirectoryAndAPlainFileForASocket() throws IOException {
    assertUnreachable(
        Files.createDirectory(folder.resolve("dir.sock")), "this is a directory, not a socket.");
    assertUnreachable(
        Files.writeString(folder.resolve("file.sock"), "x"), "this is a plain file, not a socket.");
  }

  @Test
  void aSocketPathThatIsTooLong() {
    Path socket = folder.resolve("x".repeat(120) + ".sock");
    assertUnreachable(
        socket, "its path has ", " bytes, and Java connects to a path of 106 at most");
  }

  @Test
  void aSocketWithoutPermission() {
    world.channels(endpoint ->
        failing(endpoint, ControlException.Kind.PERMISSION_DENIED, "permission denied: mode"));
    Ran ran = world.plain("status", "--socket", folder.resolve("s.sock").toString());
    assertThat(ran.exit()).isEqualTo(4);
    assertThat(ran.err()).contains("permission denied: mode");
  }

  private static CommandChannel failing(
      Endpoint endpoint, ControlException.Kind kind, String message) {
    return new CommandChannel() {
      @Override
      public Endpoint endpoint() {
        return endpoint;
      }

      @Override
      public String exchange(Command command) throws ControlException {
        throw new ControlException(kind, endpoint, message, null);
      }
    };
  }

  @Test
  void aPortThatNobodyListensAt() {
    Ran ran = world.plain("status", "--tcp", "127.0.0.1:1");
    assertThat(ran.exit()).isEqualTo(4);
    assertThat(ran.err()).contains("tcp:127.0.0.1:1: connection refused");
  }

  @Test
  void aServerThatNeverAnswers() {
    assertUnreachable(
        world.faulty(new Fault.NeverAnswers()), "connected, but no answer within 400ms");
  }

  @Test
  void aServerThatSendsAByteNowAndThen() {
    Path socket = world.faulty(new Fault.Drips(Duration.ofMillis(100), "x".repeat(100)));
    assertUnreachable(socket, "bytes the answer was not complete within 800ms.");
  }

  @Test
  void aServerThatSendsAHundredMegabytes() {
    Path socket = world.faulty(new Fault.Endless(100L << 20));
    assertUnreachable(socket, "the answer has more than 1048576 bytes.");
  }

  @Test
  void aServerThatSendsRubbish() {
    Path socket = world.faulty(new Fault.Garbage(5, 5000));
    assertUnreachable(socket, "what answers there gives no status that gh-ost would give.");
    assertThat(world.impatient().run("ps").out()).contains("not a gh-ost");
  }

  @Test
  void aServerThatClosesAtOnce() {
    assertUnreachable(
        world.faulty(new Fault.ClosesAtOnce()),
        "the connection was closed ",
        "look at the end of its log");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "settings", "watch", "throttle"})
  void aServerThatVanishesBetweenTwoQuestions(String command) {
    Path socket = world.faulty(new Fault.Vanishes(1, "sup # Print a short status message\n"));
    Ran ran = world.impatient().plain(command, "--socket", socket.toString());
    assertThat(ran.exit()).isEqualTo(4);
    assertThat(ran.err()).contains("connection refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "watch",
        "settings",
        "doctor",
        "throttle",
        "resume",
        "postpone",
        "slow-down",
        "speed-up",
        "throttle-query",
        "cut-over",
        "panic"
      })
  void noGhostAtAll(String command) {
    Ran ran = world.run(command);
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo(
            "ghostwatch: no gh-ost is running on this host: no process and no socket "
                + world.glob()
                + " was found. Name another place with --socket, --tcp or --socket-glob.\n");
  }

  @Test
  void onlyLeftOversIsNothingRunning() {
    Path socket = world.stale("old.sock");
    Ran ran = world.run("status");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err())
        .contains("only sockets left behind were found:")
        .contains(socket.toString());
  }

  @Test
  void aNameThatNobodyHasListsThoseThereAre() {
    world.simulate("shop", "orders", GhostDialect.V1_1_10, Story.healthy());
    Ran ran = world.run("status", "items");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err().lines())
        .containsExactly(
            "ghostwatch: no migration 'items' is running. There are:",
            "  shop.orders  unix:" + world.socket("shop", "orders"));
  }

  @Test
  void severalAndNoneNamedListsThem() {
    world.simulate("shop", "orders", GhostDialect.V1_1_10, Story.healthy());
    world.simulate("shop", "items", GhostDialect.V1_1_10, Story.healthy());
    for (String command : List.of("status", "watch", "settings", "throttle", "panic")) {
      Ran ran = world.run(command);
      assertThat(ran.exit()).as(command).isEqualTo(2);
      assertThat(ran.err())
          .startsWith("ghostwatch: several migrations are running; name one of them:\n")
          .contains("  shop.items  unix:")
          .contains("  shop.orders  unix:");
    }
  }

  static List<Arguments> wrongUsage() {
    return List.of(
        Arguments.of(
            "frobnicate",
            "there is no command 'frobnicate'. 'ghostwatch help' lists the commands."),
        Arguments.of(
            "statsu",
            "there is no command 'statsu'. Did you mean status? 'ghostwatch help' lists the commands."),
        Arguments.of("status --jsn", "ghostwatch status has no option --jsn. Did you mean --json?"),
        Arguments.of(
            "status --frobnicate",
            "ghostwatch status has no option --frobnicate. 'ghostwatch status --help' lists its options."),
        Arguments.of(
            "status a b",
            "'b' is one word too many for 'ghostwatch status'. 'ghostwatch status --help' shows how it is used."),
        Arguments.of("status -o xml", "'-o xml' is not possible here. Possible: json, table, yaml"),
        Arguments.of("status -o csv", "'-o csv' is not possible here. Possible: json, table, yaml"),
        Arguments.of(
            "watch --every soon",
            "--every soon is not possible. It takes a duration of 100ms or more, for example 30s, 2m or 1h30m."),
        Arguments.of(
            "watch --every 0",
            "--every 0 is not possible. It takes a duration of 100ms or more, for example 30s, 2m or 1h30m."),
        Arguments.of(
            "watch --every -5s",
            "--every -5s is not possible. It takes a duration of 100ms or more, for example 30s, 2m or 1h30m."),
        Arguments.of(
            "status --tcp db1",
            "--tcp db1 is not an address. Write HOST:PORT with a port from 1 to 65535."),
        Arguments.of(
            "status --tcp db1:99999",
            "--tcp db1:99999 is not an address. Write HOST:PORT with a port from 1 to 65535."),
        Arguments.of(
            "status --tcp :80",
            "--tcp :80 is not an address. Write HOST:PORT with a port from 1 to 65535."),
        Arguments.of(
            "status --lang xx", "--lang xx is not a language GhostWatch speaks. Write en or zh."),
        Arguments.of("record", "Where to? Name a new file with -w FILE."),
        Arguments.of(
            "demo --speed fast",
            "--speed fast is not allowed. It takes a number above 0, at most 10000."),
        Arguments.of(
            "demo --speed 0",
            "--speed 0 is not allowed. It takes a number above 0, at most 10000."),
        Arguments.of(
            "completion tcsh", "There is no completion for 'tcsh'. There is for: bash, zsh, fish"),
        Arguments.of(
            "help frobnicate",
            "there is no command 'frobnicate'. 'ghostwatch help' lists the commands."));
  }

  @ParameterizedTest
  @MethodSource("wrongUsage")
  void wrongUsageIsExplained(String line, String message) {
    Ran ran = world.plain(line.split(" "));
    assertThat(ran.err()).isEqualTo("ghostwatch: " + message + "\n");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ask", "set", "replay", "completion", "status --socket", "watch --every"})
  void whatIsMissingIsNamed(String line) {
    Ran ran = world.plain(line.split(" "));
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err())
        .startsWith("ghostwatch: 'ghostwatch ")
        .contains(" needs ")
        .contains("--help'")
        .isASCII();
    assertThat(ran.err().lines()).hasSize(1);
  }

  @Test
  void aStackTraceIsShownOnlyWhenAskedFor() {
    assertThat(world.plain("status", "--tcp", "x").err()).doesNotContain("\tat ");
    assertThat(world.plain("status", "--tcp", "x", "--debug").err())
        .contains("\tat dev.ghostwatch");
  }

  @Test
  void recordingsThatAreNone() throws IOException {
    assertThat(world.plain("replay", folder.resolve("none").toString()).exit()).isEqualTo(1);
    Ran folderWithout = world.plain("replay", folder.toString());
    assertThat(folderWithout.exit()).isEqualTo(1);
    assertThat(folderWithout.err()).contains("cannot read the recording " + folder);
    Path empty = Files.writeString(folder.resolve("empty.jsonl"), "");
    Ran nothing = world.plain("replay", empty.toString());
    assertThat(nothing.exit()).isEqualTo(1);
    assertThat(nothing.err()).contains(empty + " holds no recorded status reply.");
  }
}
