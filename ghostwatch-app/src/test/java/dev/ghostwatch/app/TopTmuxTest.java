package dev.ghostwatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.Stories;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.testing.Programs;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.testing.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard in a real terminal: the program itself in tmux, on simulated runs. */
@Timeout(60)
class TopTmuxTest {
  @TempDir Path folder;
  private TestWorld world;
  private SimulatedMigration orders;
  private SimulatedMigration payments;

  @BeforeEach
  void begin() throws InterruptedException {
    assumeThat(Programs.isThere("tmux", "-V")).as("tmux is installed").isTrue();
    world = new TestWorld(folder);
    orders = world.simulate("shop", "orders", GhostDialect.V1_1_10, Story.healthy());
    payments =
        world.simulate(
            "shop", "payments", GhostDialect.V1_1_10, Stories.byName("postponed").rows(20_000));
    world.clock.advance(Duration.ofMinutes(1));
  }

  @AfterEach
  void end() throws Exception {
    if (world != null) {
      tmux("kill-server");
      world.close();
    }
  }

  private String tmux(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("tmux", "-S", folder + "/tmux", "-f", "/dev/null"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  /** Starts the program in a shell, which goes on when it ends. */
  private void start(int columns, int lines, String... more)
      throws IOException, InterruptedException {
    Path script = folder.resolve("top.sh");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Files.writeString(
        script,
        "stty -a >before\n"
            + Map.of("LC_ALL", "C.UTF-8", "HOME", folder.toString()).entrySet().stream()
                .map(entry -> "export " + entry.getKey() + "='" + entry.getValue() + "'\n")
                .reduce("", String::concat)
            + "export GHOSTWATCH_AUDIT_FILE='"
            + world.audit()
            + "'\n"
            + "unset NO_COLOR\n"
            + "sh -c 'echo $$ >pid; exec \"$@\"' top '"
            + java
            + "' -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp '"
            + System.getProperty("java.class.path")
            + "' dev.ghostwatch.app.Main top --socket-glob '"
            + world.glob()
            + "' "
            + String.join(" ", more)
            + "\necho \"ended with $?\"\nstty -a >after\nexec sleep 600\n");
    tmux(
        "new-session",
        "-d",
        "-s",
        "top",
        "-x",
        String.valueOf(columns),
        "-y",
        String.valueOf(lines),
        "-c",
        folder.toString(),
        "sh " + script);
  }

  private void press(String... keys) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("send-keys", "-t", "top"));
    words.addAll(List.of(keys));
    tmux(words.toArray(String[]::new));
  }

  /** The screen, as soon as it shows all of these. */
  private String until(String... texts) throws IOException, InterruptedException {
    while (true) {
      String screen = tmux("capture-pane", "-p", "-t", "top");
      if (List.of(texts).stream().allMatch(screen::contains)) {
        return screen;
      }
      try {
        letTimePass();
      } catch (InterruptedException e) {
        throw new AssertionError("never shown: " + List.of(texts) + " in\n" + screen, e);
      }
    }
  }

  private void untilSent(SimulatedMigration migration, String line) throws InterruptedException {
    while (!Wire.lines(migration).contains(line)) {
      letTimePass();
    }
  }

  /** For the program, which is another process, and as much of it for the simulated runs. */
  private void letTimePass() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(50);
    world.clock.advance(Duration.ofMillis(50));
  }

  @Test
  void at80By24ItWatchesSteersAndGivesTheTerminalBack() throws IOException, InterruptedException {
    start(80, 24);
    String list = until("shop.orders", "postponed", "? help");
    assertThat(list.lines().toList().get(0))
        .startsWith(" GhostWatch  2 running, 2 shown")
        .contains("no agent: logs and sockets");
    assertThat(list).containsPattern("▸ shop.orders +copying").contains("waits: you");
    press("t");
    untilSent(orders, "throttle=orders");
    assertThat(until("told to throttle; now: throttled: commanded by a user"))
        .containsPattern("▸ shop.orders +");
    until("throttled  ");
    press("?");
    until("─ Keys ─", "Steering the chosen migration");
    press("x");
    press("Enter");
    until("── Events ─", "U command", "chunk-size=1000", "Esc back");
    press("r");
    untilSent(orders, "no-throttle=orders");
    press("e", "Enter", "BSpace", "BSpace", "Enter");
    until("chunk-size 1000 -> 10 (dry run", "y or Enter send");
    assertThat(Wire.lines(orders)).doesNotContain("chunk-size=10");
    press("y");
    untilSent(orders, "chunk-size=10");
    until("shop.orders: chunk-size 1000 -> 10", "chunk-size: 1000 -> 10");
    assertThat(world.auditLines()).hasSize(3);
    // An escape right before another key would be Alt with that key.
    press("Escape");
    until("Enter open");
    press("Down", "P");
    until("panic shop.payments", "Type the name of the table");
    press("orders", "Enter");
    until("The name does not match: nothing was sent.");
    press("c");
    press("payments", "Enter");
    untilSent(payments, "unpostpone=payments");
    until("shop.payments: gh-ost was told to cut over.");
    press("q");
    until("ended with 0");
    assertTerminalIsSane();
  }

  @Test
  void at200By50ItGrowsWithTheTerminalAndEndsInOrderOnSigterm()
      throws IOException, InterruptedException {
    start(200, 50);
    until("What it does", "l Chinese", "shop.orders");
    press("l");
    until("正在做什么", "复制中");
    press("Enter");
    until("── 设置 ─", "── 事件 ─");
    tmux("resize-window", "-t", "top", "-x", "80", "-y", "24");
    String smaller = until("Esc 返回", "── 事件 ─");
    assertThat(smaller.lines().toList()).hasSizeLessThanOrEqualTo(24);
    tmux("resize-window", "-t", "top", "-x", "30", "-y", "8");
    until("终端太小");
    tmux("resize-window", "-t", "top", "-x", "120", "-y", "30");
    until("── 设置 ─");
    long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    ProcessHandle.of(pid).orElseThrow().destroy();
    until("ended with 143");
    assertTerminalIsSane();
  }

  @Test
  void inAsciiWithoutColourItHasNeither() throws IOException, InterruptedException {
    start(100, 30, "--ascii");
    assertThat(until("shop.orders", "? help")).isASCII();
    press("C-c");
    until("ended with 0");
    assertTerminalIsSane();
  }

  /** As it was before: echo, lines, signals; and the screen with the shell's own words. */
  private void assertTerminalIsSane() throws IOException, InterruptedException {
    while (!Files.exists(folder.resolve("after"))
        || Files.size(folder.resolve("after")) < Files.size(folder.resolve("before")) - 20) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(modes("after")).isEqualTo(modes("before")).contains(" icanon", " echo ", "isig");
    assertThat(tmux("display-message", "-p", "-t", "top", "#{alternate_on} #{cursor_flag}").strip())
        .isEqualTo("0 1");
    assertThat(tmux("capture-pane", "-p", "-t", "top").strip()).startsWith("ended with ");
  }

  /** Without the first line, which says the size. */
  private String modes(String file) throws IOException {
    String all = Files.readString(folder.resolve(file));
    return all.substring(all.indexOf('\n'));
  }
}
