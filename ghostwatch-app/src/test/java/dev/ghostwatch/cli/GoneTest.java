package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.simulator.Fault;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.terminal.Screen;
import dev.ghostwatch.testing.FakeProc;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A run without its socket, and a socket without its run, where the whole host is seen. */
class GoneTest {
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

  /** Another run shows that the view of the host is full. */
  private FakeProc another() throws IOException {
    Files.writeString(folder.resolve("orders.log"), "");
    return world.process(
        77,
        world.simulate("shop", "orders", GhostDialect.V1_1_10, Story.healthy()),
        folder.resolve("orders.log"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "throttle", "panic", "watch", "settings", "ask"})
  void aSocketLeftBehindIsNoRun(String command) throws IOException {
    another();
    Path stale = world.stale("gh-ost.shop.old.sock");
    String[] words =
        command.equals("ask")
            ? new String[] {command, "shop.old", "status"}
            : new String[] {command, "shop.old"};
    Ran ran = world.plain(words);
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo(
            "ghostwatch: no migration 'shop.old' is running; a run of it left its socket "
                + stale
                + " behind, where no gh-ost listens any more (it was killed or it panicked).\n"
                + "A new run with this socket would fail with 'address already in use':"
                + " remove it with: rm "
                + stale
                + "\n");
    assertThat(world.speaking(Language.ZH).plain(words).err())
        .isEqualTo(
            "ghostwatch: 没有运行中的迁移 'shop.old'；它以前的运行遗留了套接字 "
                + stale
                + "，已没有 gh-ost 监听（被杀死，或 panic）。\n"
                + "使用此套接字的新运行会以 'address already in use' 失败：请用此命令删除它：rm "
                + stale
                + "\n");
  }

  @Test
  void whatTheNameOfASocketLeftBehindTellsIsInTheDocument() throws IOException {
    another();
    world.stale("gh-ost.shop.old.sock");
    world.stale("gh-ost.a.b.c.sock");
    world.stale("gh-ost.sh%2Fop.t.sock");
    List<JsonNode> stale =
        world
            .plain("ps", "--all", "--json")
            .json()
            .valueStream()
            .filter(node -> node.path("stale").asBoolean())
            .toList();
    assertThat(stale).hasSize(3);
    assertThat(stale)
        .filteredOn(node -> node.path("endpoint").asString().contains("shop.old"))
        .singleElement()
        .satisfies(node -> {
          assertThat(node.path("database").asString()).isEqualTo("shop");
          assertThat(node.path("table").asString()).isEqualTo("old");
          assertThat(node.path("startedAt").isNull()).isTrue();
        });
    // Where the database ends, or how it is really written, only gh-ost would know.
    assertThat(stale)
        .filteredOn(node -> !node.path("endpoint").asString().contains("shop.old"))
        .allSatisfy(node -> assertThat(node.path("database").isNull()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "doctor", "ask"})
  void aRunWhoseSocketFileIsGoneIsSaidToRun(String command) throws Exception {
    another();
    Path socket = world.socket("shop", "orders");
    Files.delete(socket);
    String[] words =
        command.equals("ask")
            ? new String[] {command, "shop.orders", "status"}
            : new String[] {command, "shop.orders"};
    Ran ran = world.plain(words);
    assertThat(ran.exit()).as(ran.out()).isEqualTo(4);
    assertThat(ran.err())
        .isEqualTo(
            "ghostwatch: shop.orders: gh-ost runs (process 77), but its socket file "
                + socket
                + " is gone: it goes on, but can be neither asked nor steered,"
                + " and makes no new one.\n"
                + "Follow it with: ghostwatch analyze --follow "
                + folder.resolve("orders.log")
                + ". Its flag files still work,"
                + " and so does its TCP port if it has one (--tcp HOST:PORT).\n");
    assertThat(world.speaking(Language.ZH).plain(words).err())
        .isEqualTo(
            "ghostwatch: shop.orders：gh-ost 在运行（进程 77），但它的套接字文件 "
                + socket
                + " 不见了：它会继续运行，但无法询问也无法操控，也不会重新创建套接字。\n"
                + "可以这样跟踪它：ghostwatch analyze --follow "
                + folder.resolve("orders.log")
                + "。它的标志文件仍然有效；如果有 TCP 端口，也仍可用（--tcp HOST:PORT）。\n");
  }

  @Test
  void theCommandLineComesLastAndIsCutOnATerminal() throws IOException {
    another();
    assertThat(world.plain("status").lastLine()).startsWith("command ").contains("--alter=");
    world.on(new Screen(true, 60, false, true));
    assertThat(world.plain("status").lastLine()).startsWith("command ").hasSizeLessThan(60);
    assertThat(world.plain("settings").lastLine()).startsWith("command ").hasSizeLessThan(60);
  }

  @Test
  void theAddressIsSaidOnceAndInTheMiddleOfTheSentence() {
    Path socket = folder.resolve("none.sock");
    assertThat(world.plain("status", "--socket", socket.toString()).err())
        .startsWith("ghostwatch: cannot ask unix:" + socket + ": there is no such file: ");
    assertThat(
            world.plain("status", "--socket", folder.resolve("gh-ost.a.b.sock").toString()).err())
        .startsWith("ghostwatch: a.b: cannot ask unix:");
  }

  @Test
  void theHintToAskCarriesTheAddress() {
    Path socket = world.faulty(new Fault.Garbage(5, 5000));
    assertThat(world.plain("status", "--socket", socket.toString()).err())
        .endsWith(
            "Check that this is gh-ost's socket; 'ghostwatch ask help --socket "
                + socket
                + "' shows what it says.\n");
    assertThat(world.speaking(Language.ZH).plain("status", "--socket", socket.toString()).err())
        .endsWith("请检查这是不是 gh-ost 的套接字；'ghostwatch ask help --socket " + socket + "' 显示它说些什么。\n");
  }
}
