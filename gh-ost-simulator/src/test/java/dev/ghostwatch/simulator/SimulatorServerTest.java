package dev.ghostwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class SimulatorServerTest {
  @TempDir private Path folder;
  private Path socket;
  private final ManualClock clock = new ManualClock(Runs.START);

  @BeforeEach
  void nameTheSocket() {
    socket = folder.resolve("s.sock");
  }

  private SimulatorServer served(GhostDialect dialect, String story) throws IOException {
    SimulatorServer server =
        new SimulatorServer(
            new SimulatedMigration(
                Runs.ORDERS.onSocket(socket.toString()), dialect, Stories.byName(story)),
            clock,
            ServerAddress.both(socket, 0));
    server.start();
    return server;
  }

  private SocketAddress unix() {
    return UnixDomainSocketAddress.of(socket);
  }

  private static String ask(SocketAddress address, byte[] bytes, boolean halfClose)
      throws IOException {
    try (SocketChannel channel = SocketChannel.open(address)) {
      channel.write(ByteBuffer.wrap(bytes));
      if (halfClose) {
        channel.shutdownOutput();
      }
      return readToEnd(channel);
    }
  }

  private static String readToEnd(SocketChannel channel) throws IOException {
    ByteBuffer reply = ByteBuffer.allocate(100_000);
    while (channel.read(reply) >= 0) {
      // Until the server closes.
    }
    return new String(reply.array(), 0, reply.position(), StandardCharsets.UTF_8);
  }

  private static String ask(SocketAddress address, String text) throws IOException {
    return ask(address, text.getBytes(StandardCharsets.UTF_8), false);
  }

  @Test
  void answersOnBothAddressesAndNamesThemInItsHints() throws IOException {
    try (SimulatorServer server = served(GhostDialect.V1_1_10, "healthy")) {
      int port = server.tcpPort().orElseThrow();
      SocketAddress tcp = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      assertThat(ask(unix(), "chunk-size=?\n")).isEqualTo("1000\n");
      assertThat(ask(tcp, "chunk-size=?\n")).isEqualTo("1000\n");
      assertThat(ask(tcp, "status\n"))
          .contains(
              "# Serving on unix socket: %s\n# Serving on TCP port: %d\n".formatted(socket, port));
    }
  }

  @Test
  void followsTheClock() throws IOException {
    try (SimulatorServer server = served(GhostDialect.V1_1_10, "healthy")) {
      clock.advance(Duration.ofMinutes(5));
      assertThat(ask(unix(), "sup\n")).contains("Time: 5m0s(total)");
      assertThat(server.migration().now()).isEqualTo(clock.instant());
    }
  }

  @Test
  void oneConnectionServesOneCommand() throws IOException {
    try (SimulatorServer _ = served(GhostDialect.V1_1_10, "healthy")) {
      assertThat(ask(unix(), "nice-ratio=?\nchunk-size=?\n")).isEqualTo("0\n");
    }
  }

  @Test
  void aLineWithoutItsEndIsAnsweredOnceTheClientHasHalfClosed() throws IOException {
    try (SimulatorServer _ = served(GhostDialect.V1_1_10, "healthy")) {
      assertThat(ask(unix(), bytes("chunk-size=?"), true)).isEqualTo("1000\n");
      assertThat(ask(unix(), new byte[0], true)).isEmpty();
      assertThat(ask(unix(), " chunk-size=?\r\n")).isEqualTo("1000\n");
    }
  }

  @Test
  void aCommandMayComeInPieces() throws IOException {
    try (SimulatorServer _ = served(GhostDialect.V1_1_10, "healthy");
        SocketChannel channel = SocketChannel.open(unix())) {
      channel.write(ByteBuffer.wrap(bytes("chunk-")));
      channel.write(ByteBuffer.wrap(bytes("size=?\n")));
      assertThat(readToEnd(channel)).isEqualTo("1000\n");
    }
  }

  @Test
  void aSilentClientHoldsUpNobody() throws IOException {
    try (SimulatorServer _ = served(GhostDialect.V1_1_10, "healthy");
        SocketChannel silent = SocketChannel.open(unix())) {
      assertThat(ask(unix(), "chunk-size=?\n")).isEqualTo("1000\n");
      assertThat(silent.isOpen()).isTrue();
    }
  }

  @Test
  void only4096BytesOfALineAreLookedAt() throws IOException {
    try (SimulatorServer server = served(GhostDialect.V1_1_10, "healthy")) {
      assertThat(ask(unix(), "x".repeat(4096))).hasSize("unknown command: ".length() + 4097);
      assertThat(server.migration().received().getFirst().line()).hasSize(4096);
    }
  }

  @Test
  void bytesThatAreNoTextComeBackAsTheyWere() throws IOException {
    try (SimulatorServer _ = served(GhostDialect.V1_1_10, "healthy");
        SocketChannel channel = SocketChannel.open(unix())) {
      channel.write(ByteBuffer.wrap(new byte[] {0, (byte) 0xff, (byte) 0xfe, (byte) 0x80, '\n'}));
      ByteBuffer reply = ByteBuffer.allocate(100);
      while (channel.read(reply) >= 0) {
        // Until the server closes.
      }
      assertThat(reply.array())
          .startsWith(bytes("unknown command: "))
          .containsSequence(0, 0xff, 0xfe, 0x80, '\n');
      assertThat(ask(unix(), "café\n")).isEqualTo("unknown command: café\n");
    }
  }

  @Test
  void aFinishedRunRemovesItsSocketAndTellsHowItEnded() throws IOException {
    try (SimulatorServer server = served(GhostDialect.V1_1_10, "healthy")) {
      clock.advance(Duration.ofHours(2));
      assertThat(server.ended().join()).isInstanceOf(Outcome.Succeeded.class);
      assertThat(socket).doesNotExist();
      assertThatThrownBy(() -> SocketChannel.open(unix())).isInstanceOf(IOException.class);
    }
  }

  @Test
  void panicIsAnsweredAndLeavesTheSocketOfOlderReleasesBehind() throws IOException {
    try (SimulatorServer server = served(GhostDialect.V1_1_5, "healthy")) {
      assertThat(ask(unix(), "panic=orders\n")).startsWith("User commanded 'panic'.");
      assertThat(server.ended().join()).isInstanceOf(Outcome.Aborted.class);
      assertThat(socket).exists();
      assertThatThrownBy(() -> ask(unix(), "sup\n")).isInstanceOf(ConnectException.class);
    }
    assertThat(socket).exists();
  }

  @Test
  void aSocketFileInTheWayIsNamedWithWhatToDo() throws IOException {
    try (SimulatorServer _ = served(GhostDialect.V1_1_10, "healthy")) {
      assertThatThrownBy(() -> served(GhostDialect.V1_1_10, "healthy"))
          .isInstanceOf(BindException.class)
          .hasMessageContaining("cannot listen on " + socket)
          .hasMessageContaining("Remove the file");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
