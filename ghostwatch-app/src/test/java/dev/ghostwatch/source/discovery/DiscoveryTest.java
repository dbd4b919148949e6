package dev.ghostwatch.source.discovery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.testing.FakeProc;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {

  @TempDir Path directory;
  private FakeProc proc;

  @BeforeEach
  void buildTree() {
    proc = new FakeProc(directory.resolve("proc"));
  }

  /**
   * Leaves a socket file behind, as a killed gh-ost does: closing the channel does not remove it.
   */
  private Path socketFile(String name) throws Exception {
    Path path = directory.resolve(name);
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(path));
    }
    return path;
  }

  private FakeProc.Fake ghost(long pid, String table, Path socket) {
    return proc.ghost(
        pid, "--database=d", "--table=" + table, "--alter=x", "--serve-socket-file=" + socket);
  }

  private Discovered discover() {
    return discover(
        new DiscoveryOptions(List.of(), List.of(), List.of(directory + "/*.sock"), false));
  }

  private Discovered discover(DiscoveryOptions options) {
    return new Discovery(proc.root).discover(options);
  }

  /** One line each: process id, socket's file name and state. */
  private static List<String> lines(Discovered discovered) {
    return discovered.migrations().stream().map(DiscoveryTest::line).toList();
  }

  private static String line(DiscoveredMigration migration) {
    return pid(migration.process()) + " " + socket(migration.socket());
  }

  private static String pid(@Nullable GhostProcess process) {
    return process == null ? "-" : Long.toString(process.pid());
  }

  private static String socket(@Nullable SocketEndpoint socket) {
    return socket == null ? "-" : socket.path().getFileName() + " " + socket.state();
  }

  @Test
  void leftoversCanBeLeftOutUnlessListenersMayBeHidden() throws Exception {
    Path live = socketFile("gh-ost.d.live.sock");
    Path alone = socketFile("gh-ost.d.alone.sock");
    socketFile("gh-ost.d.left.sock");
    ghost(20, "live", live).opened(5, "socket:[101]");
    proc.listens(101, live.toString()).listens(102, alone.toString());
    DiscoveryOptions all =
        new DiscoveryOptions(List.of(), List.of(), List.of(directory + "/*.sock"), false);
    assertThat(lines(discover(all.withoutLeftovers())))
        .containsExactly("- gh-ost.d.alone.sock LISTENING", "20 gh-ost.d.live.sock LISTENING");
    assertThat(lines(discover(all))).hasSize(3).contains("- gh-ost.d.left.sock STALE");

    proc.remove("net/unix");
    assertThat(lines(discover(all.withoutLeftovers())))
        .contains("- gh-ost.d.left.sock UNKNOWN", "- gh-ost.d.alone.sock UNKNOWN");
  }

  private static Instant startedAt(DiscoveredMigration migration) {
    return requireNonNull(requireNonNull(migration.process()).startedAt());
  }

  @Test
  void aSocketMadeAnewByALaterRunIsThatRuns() throws Exception {
    Path path = socketFile("gh-ost.d.t.sock");
    ghost(20, "t", path).opened(5, "socket:[101]").startedAtTick(1000, 1);
    proc.listens(101, path.toString());
    DiscoveredMigration first = discover().migrations().getFirst();
    proc.gone(20);
    Files.delete(path);
    socketFile("gh-ost.d.t.sock");
    ghost(21, "t", path).opened(5, "socket:[201]").startedAtTick(9000, 1);
    proc.text("net/unix", "Num\n" + FakeProc.unixRow(201, path.toString()));

    List<DiscoveredMigration> second = discover().migrations();

    assertThat(second).hasSize(1);
    assertThat(line(first)).isEqualTo("20 gh-ost.d.t.sock LISTENING");
    assertThat(line(second.getFirst())).isEqualTo("21 gh-ost.d.t.sock LISTENING");
    assertThat(startedAt(second.getFirst())).isEqualTo(startedAt(first).plusSeconds(80));
  }

  @Test
  void processAndItsSocketAreOneEntryAndOrderIsStable() throws Exception {
    Path b = socketFile("gh-ost.d.b.sock");
    Path a = socketFile("gh-ost.d.a.sock");
    socketFile("gh-ost.d.aa.sock");
    ghost(20, "a", a).opened(5, "socket:[101]");
    ghost(10, "b", b).opened(5, "socket:[102]");
    proc.listens(101, a.toString()).listens(102, b.toString());

    assertThat(lines(discover()))
        .containsExactly(
            "20 gh-ost.d.a.sock LISTENING",
            "- gh-ost.d.aa.sock STALE",
            "10 gh-ost.d.b.sock LISTENING");
    assertThat(discover().limits()).isEmpty();
    assertThat(discover().migrations().get(1).isLeftover()).isTrue();
    assertThat(discover().migrations().get(1).table()).isEqualTo(new TableHint("d", "aa", "d.aa"));
    assertThat(directory.resolve("gh-ost.d.aa.sock")).exists();
  }

  @Test
  void openSocketTellsMoreThanArguments() throws Exception {
    Path real = socketFile("real.sock");
    proc.ghost(10, "--conf=/etc/x").opened(5, "socket:[101]");
    proc.listens(101, real.toString());

    assertThat(lines(discover())).containsExactly("10 real.sock LISTENING");
  }

  @Test
  void withoutOpenFilesTheNameHasToDo() throws Exception {
    Path a = socketFile("a.sock");
    Path b = socketFile("b.sock");
    ghost(10, "a", a).without("fd");
    ghost(11, "b", b).without("fd");
    proc.listens(101, a.toString());

    assertThat(lines(discover())).containsExactly("10 a.sock LISTENING", "11 b.sock STALE");
  }

  @Test
  void laterRunThatFindsTheNameInUseDoesNotTakeIt() throws Exception {
    Path a = socketFile("a.sock");
    ghost(10, "a", a).startedAtTick(100, 1).without("fd");
    ghost(11, "a", a).startedAtTick(200, 1).without("fd");
    proc.listens(101, a.toString());
    assertThat(lines(discover())).containsExactly("10 a.sock LISTENING", "11 a.sock TAKEN");

    proc.directory("10/fd").link("10/fd/5", "socket:[101]").directory("11/fd");
    assertThat(lines(discover())).containsExactly("10 a.sock LISTENING", "11 a.sock TAKEN");
  }

  @Test
  void laterRunThatReplacedTheFileHasIt() throws Exception {
    Path a = socketFile("a.sock");
    ghost(10, "a", a).startedAtTick(100, 1).opened(5, "socket:[101]");
    ghost(11, "a", a).startedAtTick(200, 1).opened(5, "socket:[102]");
    proc.listens(101, a.toString()).listens(102, a.toString());

    assertThat(lines(discover())).containsExactly("10 a.sock TAKEN", "11 a.sock LISTENING");
  }

  @Test
  void processWithoutSocketFileIsListed() {
    ghost(10, "a", directory.resolve("a.sock"));
    proc.ghost(11, "--conf=/etc/x");

    assertThat(lines(discover())).containsExactly("10 a.sock MISSING", "11 -");
  }

  @Test
  void whatIsNoSocketOrTooLongIsToldSo() throws Exception {
    Files.createFile(directory.resolve("plain.sock"));
    String name = "x".repeat(106) + ".sock";
    Files.createFile(directory.resolve(name));

    assertThat(lines(discover()))
        .containsExactly("- plain.sock NOT_A_SOCKET", "- " + name + " TOO_LONG");
  }

  @Test
  void longestPathIsCountedInBytes() {
    assertThat(SocketCandidate.isTooLong(Path.of("/" + "x".repeat(105)))).isFalse();
    assertThat(SocketCandidate.isTooLong(Path.of("/" + "x".repeat(106)))).isTrue();
    assertThat(SocketCandidate.isTooLong(RawPath.of("/" + "\u00e9".repeat(52)))).isFalse();
    assertThat(SocketCandidate.isTooLong(RawPath.of("/" + "\u00e9".repeat(53)))).isTrue();
  }

  @Test
  void socketIsNotCalledStaleWhereNotEverythingIsSeen() throws Exception {
    socketFile("a.sock");
    proc.link("self/ns/pid", "pid:[12]");
    assertThat(lines(discover())).containsExactly("- a.sock UNKNOWN");

    proc.link("self/ns/pid", "pid:[4026531836]").remove("net/unix");
    assertThat(lines(discover())).containsExactly("- a.sock UNKNOWN");
    assertThat(discover().limits()).containsExactly(ViewLimit.NO_SOCKET_LIST);
  }

  @Test
  void socketOfOtherNetworkIsSeenThroughItsProcess() throws Exception {
    Path a = socketFile("a.sock");
    ghost(10, "a", a).namespaces(FakeProc.OWN_FILES, "net:[7]").opened(5, "socket:[101]");
    assertThat(lines(discover())).containsExactly("10 a.sock UNKNOWN");

    proc.text("10/net/unix", FakeProc.unixRow(101, a.toString()));
    assertThat(lines(discover())).containsExactly("10 a.sock LISTENING");
  }

  @Test
  void staleSocketHereIsNotTakenForTheLiveOneOfContainerWithTheSameName() throws Exception {
    Path here = socketFile("gh-ost.d.a.sock");
    Path root = directory.resolve("c");
    Files.createDirectories(directory.resolve("c" + directory));
    Path there = socketFile("c" + directory + "/gh-ost.d.a.sock");
    ghost(10, "a", here)
        .namespaces("mnt:[7]", FakeProc.OWN_NETWORK)
        .linked("root", root.toString())
        .opened(5, "socket:[101]");
    proc.listens(101, here.toString());

    Discovered discovered = discover();

    assertThat(lines(discovered)).endsWith("- gh-ost.d.a.sock STALE");
    assertThat(discovered.migrations()).hasSize(2);
    Path mapped = OpenFiles.inside(proc.root.resolve("10/root"), here);
    SocketState state =
        SocketCandidate.isTooLong(mapped) ? SocketState.TOO_LONG : SocketState.LISTENING;
    assertThat(discovered.migrations().getFirst().socket())
        .isEqualTo(new SocketEndpoint(mapped, state));
    assertThat(Files.isSameFile(mapped, there)).isTrue();
  }

  @Test
  void socketUnderAnotherNameIsTheSame() throws Exception {
    Path a = socketFile("a.sock");
    Path linked = Files.createSymbolicLink(directory.resolve("link"), directory);
    Files.createSymbolicLink(directory.resolve("other.sock"), a);
    proc.listens(101, linked.resolve("a.sock").toString()).listens(102, "relative.sock");
    socketFile("relative.sock");

    assertThat(lines(discover()))
        .containsExactly("- a.sock LISTENING", "- other.sock LISTENING", "- relative.sock UNKNOWN");
  }

  @Test
  void choiceLimitsWhatIsListed() throws Exception {
    Path a = socketFile("a.sock");
    Path b = socketFile("b.sock");
    Path absent = directory.resolve("absent.sock");
    ghost(10, "a", a).opened(5, "socket:[101]");
    ghost(11, "b", b);
    proc.ghost(12, "--database=d", "--table=c", "--serve-tcp-port=10001");
    proc.listens(101, a.toString());
    proc.text("net/tcp6", "header\n0: " + "0".repeat(32) + ":2711 " + "0".repeat(32) + ":0 0A\n");
    HostAndPort here = new HostAndPort("localhost", 10_001);
    HostAndPort there = new HostAndPort("db7", 10_001);

    Discovered discovered =
        discover(DiscoveryOptions.only(List.of(a, absent, a), List.of(here, there), List.of()));

    assertThat(lines(discovered))
        .containsExactly("10 a.sock LISTENING", "12 -", "- absent.sock MISSING", "- -");
    assertThat(discovered.migrations().get(1).tcp())
        .isEqualTo(new TcpEndpoint(here, TcpEndpoint.State.LISTENING, true));
    assertThat(discovered.migrations().get(3).tcp())
        .isEqualTo(new TcpEndpoint(there, TcpEndpoint.State.UNKNOWN, null));
  }

  @Test
  void portOfContainerIsNotOnThisHost() {
    proc.ghost(10, "--table=a", "--serve-tcp-port=10001")
        .namespaces("mnt:[7]", "net:[7]")
        .file("net/tcp", "header\n0: 00000000:2711 00000000:0000 0A\n");

    assertThat(discover().migrations().getFirst().tcp())
        .isEqualTo(
            new TcpEndpoint(
                new HostAndPort("127.0.0.1", 10_001), TcpEndpoint.State.OTHER_NETWORK, true));
  }

  @Test
  void nameWithSeveralDotsLeavesTheTableOpen() {
    assertThat(DefaultSocket.hint("gh-ost.a.b.sock")).isEqualTo(new TableHint("a", "b", "a.b"));
    assertThat(DefaultSocket.hint("gh-ost.a.b.c.sock"))
        .isEqualTo(new TableHint(null, null, "a.b.c"));
    assertThat(DefaultSocket.hint("gh-ost.sock")).isNull();
    assertThat(DefaultSocket.hint("other.sock")).isNull();
  }

  @Test
  void machineWithoutProcessListStillShowsSocketFiles() throws Exception {
    Path a = socketFile("a.sock");

    Discovered discovered =
        new Discovery(directory.resolve("none"))
            .discover(DiscoveryOptions.only(List.of(a), List.of(), List.of()));

    assertThat(lines(discovered)).containsExactly("- a.sock UNKNOWN");
    assertThat(discovered.limits())
        .containsExactlyInAnyOrder(ViewLimit.NO_PROCESS_LIST, ViewLimit.NO_SOCKET_LIST);
  }

  @Test
  void nothingRunningIsAnEmptyList() {
    assertThat(
            discover().migrations().stream().map(DiscoveryTest::line).collect(Collectors.toSet()))
        .isEmpty();
  }
}
