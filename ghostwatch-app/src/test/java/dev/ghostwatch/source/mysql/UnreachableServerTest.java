package dev.ghostwatch.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerFigures.Reach;
import dev.ghostwatch.source.mysql.ServerSource.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Servers that are none; no database is needed. */
class UnreachableServerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T13:00:00Z");
  private static final Limits SHORT = new Limits(Duration.ofMillis(300), Duration.ofMillis(300));

  private static ServerPoller poller(String host, int port) {
    return new ServerPoller(
        ServerSource.of("db1", host, port, "g", () -> "g").withLimits(SHORT),
        InstantSource.fixed(NOW));
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @Test
  void oneThatAcceptsAndNeverSpeaksIsGivenUpInTime() throws Exception {
    try (ServerSocket mute = listen();
        ServerPoller poller = poller("127.0.0.1", mute.getLocalPort())) {
      long start = System.nanoTime();
      ServerFigures figures = poller.poll(NOW);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
      assertThat(figures.reach()).isEqualTo(Reach.AWAY);
      assertThat(figures.nextTryAt()).isEqualTo(NOW.plusSeconds(1));
      assertThat(ServerSuite.texts(figures))
          .containsExactly(
              "db1 (127.0.0.1:"
                  + mute.getLocalPort()
                  + ") did not answer within 300 ms: packets are dropped on the way, or the server hangs."
                  + " Nothing is read from it; it is tried again, ever less often."
                  + " Check firewall, address and server.");
    }
  }

  /** A server that hangs greets and then says no more: the time is up while the driver logs in. */
  @Test
  void oneThatGreetsAndThenHangsIsGivenUpInTheSameWords() throws Exception {
    String greeting =
        "\n9.7.4\0" // protocol 10
            + "\1\0\0\0abcdefgh\0" // thread, first half of the challenge
            + "\0\u00a2\u00ff\2\0\u0008\0\u0015" // able to secure connections and authentication
            // plugins
            + "\0".repeat(10)
            + "ijklmnopqrst\0mysql_native_password\0";
    try (ServerSocket hanging = listen();
        ServerPoller poller =
            new ServerPoller(
                ServerSource.of("db1", "127.0.0.1", hanging.getLocalPort(), "g", () -> "g")
                    .withTls(TlsMode.DISABLED, false)
                    .withLimits(SHORT),
                InstantSource.fixed(NOW))) {
      Thread.ofVirtual()
          .start(() -> {
            try (Socket client = hanging.accept()) {
              byte[] body = greeting.getBytes(StandardCharsets.ISO_8859_1);
              client.getOutputStream().write(new byte[] {(byte) body.length, 0, 0, 0});
              client.getOutputStream().write(body);
              client.getInputStream().readAllBytes();
            } catch (IOException e) {
              // The client gives up; that is what is tested.
              assertThat(e).isInstanceOf(SocketException.class);
            }
          });
      assertThat(ServerSuite.texts(poller.poll(NOW)))
          .containsExactly(
              "db1 (127.0.0.1:"
                  + hanging.getLocalPort()
                  + ") did not answer within 300 ms: packets are dropped on the way, or the server hangs."
                  + " Nothing is read from it; it is tried again, ever less often."
                  + " Check firewall, address and server.");
    }
  }

  @Test
  void onePortWhereNobodyListensIsRefused() throws Exception {
    int port;
    try (ServerSocket socket = listen()) {
      port = socket.getLocalPort();
    }
    try (ServerPoller poller = poller("127.0.0.1", port)) {
      assertThat(ServerSuite.texts(poller.poll(NOW)))
          .containsExactly(
              "db1 (127.0.0.1:"
                  + port
                  + ") refused the connection: nothing listens there. Nothing is read from it;"
                  + " it is tried again, ever less often. Check that the server runs, and its address and port.");
    }
  }

  @Test
  void oneThatHangsUpAtOnceIsSaidToBeNoDatabase() throws Exception {
    try (ServerSocket rude = listen();
        ServerPoller poller = poller("127.0.0.1", rude.getLocalPort())) {
      Thread hangUp =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  rude.accept().close();
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      ServerFigures figures = poller.poll(NOW);
      hangUp.join();
      assertThat(ServerSuite.texts(figures))
          .containsExactly(
              "db1 (127.0.0.1:"
                  + rude.getLocalPort()
                  + ") closed the connection before saying anything. Nothing is read from it;"
                  + " it is tried again, ever less often."
                  + " Check that a MySQL or MariaDB server listens there and that it is not shutting down.");
    }
  }

  @Test
  void aNameThatNobodyKnowsIsSaid() {
    try (ServerPoller poller = poller("no-such-host.invalid", 3306)) {
      assertThat(ServerSuite.texts(poller.poll(NOW)))
          .containsExactly(
              "db1: host no-such-host.invalid is not known here. Nothing is read from it."
                  + " Correct the host of this server in the configuration, or the name service.");
    }
  }

  @Test
  void triesBecomeRarerAndNothingIsTriedInBetween() throws Exception {
    try (ServerSocket mute = listen();
        ServerPoller poller = poller("127.0.0.1", mute.getLocalPort())) {
      ServerFigures first = poller.poll(NOW);
      assertThat(poller.poll(NOW.plusMillis(999)).nextTryAt()).isEqualTo(first.nextTryAt());
      assertThat(poller.poll(NOW.plusSeconds(1)).nextTryAt()).isEqualTo(NOW.plusSeconds(3));
      assertThat(poller.poll(NOW.plusSeconds(3)).nextTryAt()).isEqualTo(NOW.plusSeconds(7));
    }
  }

  @Test
  void whatIsNoHostOrPortIsRefusedBeforeAnythingIsSent() {
    assertThatThrownBy(() -> ServerSource.of("db1", "h/?sslMode=disable", 3306, "g", () -> ""))
        .hasMessage(
            "host of server db1 is 'h/?sslMode=disable'; it must be a host name or an address");
    assertThatThrownBy(() -> ServerSource.of("db1", "h", 0, "g", () -> ""))
        .hasMessage("port of server db1 is 0; it must be from 1 to 65535");
    assertThatThrownBy(() -> new Limits(Duration.ZERO, Duration.ofSeconds(1)))
        .hasMessage("time limits of a server must be above zero, found PT0S, PT1S");
    assertThat(ServerSource.of("db1", "::1", 3306, "g", () -> "secret").toString())
        .isEqualTo("server db1 at [::1]:3306");
  }
}
