package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.socket.ControlSocket;
import dev.ghostwatch.simulator.FlagFiles;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.text.Language;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GHOSTWATCH_SOCKET_GLOB}, by which the tests keep to themselves too. */
class SocketGlobTest {
  @TempDir Path folder;
  @TempDir Path elsewhere;
  private TestWorld world;

  @BeforeEach
  void build() {
    world = new TestWorld(folder);
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  @Test
  void aTestWorldSeesAndAsksNothingOutsideItsFolder() throws Exception {
    world.simulate("shop", "orders", GhostDialect.V1_1_10, Story.healthy());
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    world.channels(endpoint -> {
      asked.add(endpoint.toString());
      return new ControlSocket(endpoint, TestWorld.SHORT);
    });
    // A socket where gh-ost puts its own, as a run of this host would have.
    Path foreign = Path.of("/tmp/gh-ost.test." + ProcessHandle.current().pid() + ".sock");
    Files.deleteIfExists(foreign);
    try (ServerSocketChannel run = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      run.bind(UnixDomainSocketAddress.of(foreign));
      for (String[] words :
          List.of(
              new String[] {"ps", "--all", "--json"},
              new String[] {"status", "--json"},
              new String[] {"doctor", "--json"})) {
        Ran ran = world.plain(words);
        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.all()).doesNotContain(foreign.toString());
      }
      assertThat(world.plain("ps", "--all", "--json").json().size()).isEqualTo(1);
    } finally {
      Files.deleteIfExists(foreign);
    }
    assertThat(asked).isNotEmpty().allMatch(endpoint -> endpoint.startsWith("unix:" + folder));
    assertThat(world.processes().getParent()).isEqualTo(folder);
    assertThat(world.processes()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {":", " ", " : \n"})
  void itsPatternsReplaceTheDefault(String between) throws Exception {
    world.simulate("shop", "orders", GhostDialect.V1_1_10, Story.healthy());
    world.simulateAt(
        elsewhere.resolve("b.sock"),
        "shop",
        "customers",
        GhostDialect.V1_1_10,
        Story.healthy(),
        FlagFiles.inMemory(),
        null);
    world.with(EndpointOptions.GLOB_VARIABLE, elsewhere + "/*.sock");
    assertThat(world.plain("ps").lines()).hasSize(2).last().asString().contains("shop.customers");
    world.with(EndpointOptions.GLOB_VARIABLE, elsewhere + "/b*.sock" + between + world.glob());
    assertThat(world.plain("ps").lines()).hasSize(3);
    // What is said on the command line wins.
    assertThat(world.run("ps").lines()).hasSize(2).last().asString().contains("shop.orders");
  }

  @Test
  void wherePatternsFindNothingTheyAreNamed() {
    world.with(EndpointOptions.GLOB_VARIABLE, "/nosuch/*.sock:/nor/*.sock");
    Ran ran = world.plain("status");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err())
        .isEqualTo(
            "ghostwatch: no gh-ost is running on this host: no process and no socket"
                + " /nosuch/*.sock, /nor/*.sock was found."
                + " Name another place with --socket, --tcp or --socket-glob.\n");
    assertThat(world.speaking(Language.ZH).plain("status").err())
        .isEqualTo(
            "ghostwatch: 本机没有运行中的 gh-ost：没有找到进程，也没有 /nosuch/*.sock, /nor/*.sock。"
                + "可用 --socket、--tcp 或 --socket-glob 指定其他位置。\n");
  }
}
