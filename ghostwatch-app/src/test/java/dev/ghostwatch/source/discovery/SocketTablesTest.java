package dev.ghostwatch.source.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.testing.FakeProc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketTablesTest {

  private static final String HEADER = "Num       RefCount Protocol Flags    Type St Inode Path\n";

  @Test
  void onlyListenersWithPathInTheFileTreeAreTaken() {
    String list =
        HEADER
            + "0000000005361d95: 00000003 00000000 00000000 0001 03  1059\n"
            + "0000000005361d96: 00000003 00000000 00000000 0001 03  1060 /tmp/connected.sock\n"
            + "0000000005361d97: 00000002 00000000 00010000 0001 01  1061 @abstract\n"
            + "0000000005361d98: 00000002 00000000 00010000 0001 01 33081 /tmp/gh-ost.a.b.sock\n"
            + "05361d98: 00000002 00000000 00010000 0001 01 7 relative.sock\n";

    assertThat(parse(list))
        .containsExactly(
            new UnixSocketTable.Listener(33_081, Path.of("/tmp/gh-ost.a.b.sock")),
            new UnixSocketTable.Listener(7, Path.of("relative.sock")));
  }

  @Test
  void pathMayHoldBlanksLineBreaksAndAnyBytes() {
    byte[] odd = {'/', 't', '/', 'a', ' ', 'b', '\n', 'c', (byte) 0xFF, '\t', '/', '/', 'd'};
    byte[] list =
        FakeProc.concat(
            (HEADER + "0000000005361d98: 00000002 00000000 00010000 0001 01 12 ")
                .getBytes(StandardCharsets.UTF_8),
            odd,
            ("\n" + FakeProc.unixRow(13, "/t/\u00e9\uD83D\uDE80"))
                .getBytes(StandardCharsets.UTF_8));

    assertThat(UnixSocketTable.parse(list).listeners())
        .containsExactly(
            new UnixSocketTable.Listener(12, RawPath.of(odd, 0, odd.length)),
            new UnixSocketTable.Listener(13, RawPath.of("/t/\u00e9\uD83D\uDE80")));
    assertThat(RawPath.of(odd, 0, odd.length).getNameCount()).isEqualTo(3);
  }

  @Test
  void lastRowMayLackItsLineBreak() {
    assertThat(parse(FakeProc.unixRow(5, "/a").strip()))
        .containsExactly(new UnixSocketTable.Listener(5, Path.of("/a")));
  }

  @Test
  void mangledListIsNoFault() {
    byte[] list =
        (HEADER + FakeProc.unixRow(1, "/a") + FakeProc.unixRow(2, "/b"))
            .getBytes(StandardCharsets.UTF_8);
    long seed = 7;
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      byte[] mangled = Arrays.copyOf(list, random.nextInt(list.length + 1));
      for (int i = random.nextInt(4); i > 0 && mangled.length > 0; i--) {
        mangled[random.nextInt(mangled.length)] = (byte) (1 + random.nextInt(255));
      }
      assertThat(UnixSocketTable.parse(mangled).listeners())
          .as("seed %s, round %s", seed, round)
          .hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void pathsOfAnyCharacterEqualThoseOfTheFileSystem(@TempDir Path directory) throws Exception {
    Path made = Files.createFile(directory.resolve(RawPath.of("a b\u00e9\uD83D\uDE80")));

    assertThat(RawPath.of(directory + "/a b\u00e9\uD83D\uDE80")).isEqualTo(made).exists();
    assertThat(RawPath.of("\u00e9/b").isAbsolute()).isFalse();
  }

  @Test
  void portIsOpenToAllWhenBoundToNoAddress(@TempDir Path net) throws Exception {
    Files.writeString(
        net.resolve("tcp"),
        """
          sl  local_address rem_address   st tx_queue rx_queue
           0: 0100007F:2711 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 11 1
           1: 00000000:2712 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 12 1
           2: 00000000:2714 00000000:0000 01 00000000:00000000 00:00000000 00000000 0 0 13 1
        """);
    Files.writeString(
        net.resolve("tcp6"),
        """
          sl  local_address                         remote_address
           0: 00000000000000000000000000000000:2713 00000000000000000000000000000000:0000 0A 0
           1: 00000000000000000000000001000000:2711 00000000000000000000000000000000:0000 0A 0
        """);

    TcpTable table = TcpTable.read(net);

    assertThat(table.isOnAllInterfaces(10_001)).isFalse();
    assertThat(table.isOnAllInterfaces(10_002)).isTrue();
    assertThat(table.isOnAllInterfaces(10_003)).isTrue();
    assertThat(table.isOnAllInterfaces(10_004)).isNull();
    assertThat(TcpTable.read(net.resolve("nowhere")).isOnAllInterfaces(10_001)).isNull();
  }

  @Test
  void patternsMatchLikeThoseOfShell() {
    assertThat(new GlobPattern("gh-ost.*.sock").matches("gh-ost.a.b.sock")).isTrue();
    assertThat(new GlobPattern("gh-ost.*.sock").matches("gh-ost.sock")).isFalse();
    assertThat(new GlobPattern("*a*b*").matches("xaaxbx")).isTrue();
    assertThat(new GlobPattern("?[a-c][!0-9]").matches("xbz")).isTrue();
    assertThat(new GlobPattern("?[a-c][!0-9]").matches("xb1")).isFalse();
    assertThat(new GlobPattern("a\\*b").matches("a*b")).isTrue();
    assertThat(new GlobPattern("a\\*b").matches("axb")).isFalse();
    assertThat(new GlobPattern("*").matches(".hidden")).isFalse();
    assertThat(new GlobPattern("[").matches("[")).isTrue();
    assertThat(new GlobPattern("*").matches("")).isTrue();
  }

  @Test
  void patternReachesIntoDirectories(@TempDir Path directory) throws Exception {
    Path socket =
        Files.createFile(Files.createDirectories(directory.resolve("one/run")).resolve("g.x.sock"));
    Files.createDirectories(directory.resolve("two/run"));
    Files.createFile(directory.resolve("three"));

    SocketScanner.Scan scan =
        new SocketScanner(new Listening(), true)
            .scan(
                List.of(
                    directory + "/*/run/g.*.sock",
                    directory + "//one/run/g.*",
                    directory + "/one/run/g.x.sock",
                    directory + "/one/run/absent.sock",
                    directory + "/missing/*.sock"));

    assertThat(scan.unreadableDirectories()).isEmpty();
    assertThat(scan.candidates())
        .containsExactly(new SocketCandidate(socket, SocketCandidate.Kind.NOT_A_SOCKET));
  }

  @Test
  void tenThousandListenedOnSocketsAreListedWithoutLookingAtEach(@TempDir Path directory)
      throws Exception {
    List<UnixSocketTable.Listener> listeners = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      // Plain files: that they still count as sockets shows that only their names were read.
      Path file = Files.createFile(directory.resolve("gh-ost.d.t" + i + ".sock"));
      listeners.add(new UnixSocketTable.Listener(i, file));
    }
    Listening listening = new Listening();
    listening.add(new UnixSocketTable(listeners), Set.of());

    List<SocketCandidate> candidates =
        new SocketScanner(listening, true).scan(List.of(directory + "/gh-ost.*.sock")).candidates();

    assertThat(candidates)
        .hasSize(10_000)
        .allMatch(candidate -> candidate.kind() == SocketCandidate.Kind.SOCKET);
  }

  private static List<UnixSocketTable.Listener> parse(String list) {
    return UnixSocketTable.parse(list.getBytes(StandardCharsets.UTF_8)).listeners();
  }
}
