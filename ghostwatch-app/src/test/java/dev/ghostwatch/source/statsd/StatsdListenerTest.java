package dev.ghostwatch.source.statsd;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Datagrams over real sockets. */
@Timeout(30)
class StatsdListenerTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(5);

  private final byte[] buffer = new byte[StatsdListener.LARGEST];

  @TempDir Path folder;

  private String text(StatsdListener.Datagram datagram) {
    return new String(buffer, 0, datagram.length(), StandardCharsets.UTF_8);
  }

  @Test
  void udp() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (UdpListener listener = UdpListener.open(new InetSocketAddress(loopback, 0));
        DatagramSocket sender = new DatagramSocket(0, loopback)) {
      assertThat(listener.receive(buffer, SHORT)).isNull();
      int port = Integer.parseInt(listener.address().substring("127.0.0.1:".length()));
      byte[] sent = "gh_ost.startup:1|c".getBytes(StandardCharsets.UTF_8);
      sender.send(new DatagramPacket(sent, sent.length, loopback, port));
      StatsdListener.Datagram received = requireNonNull(listener.receive(buffer, LONG));
      assertThat(text(received)).isEqualTo("gh_ost.startup:1|c");
      assertThat(received.sender()).isEqualTo("127.0.0.1:" + sender.getLocalPort());

      assertThatThrownBy(() -> UdpListener.open(new InetSocketAddress(loopback, port)))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot listen for StatsD on UDP 127.0.0.1:" + port + ": ")
          .hasMessageEndingWith("Choose another port and give it to gh-ost by --statsd-addr");
    }
    assertThatThrownBy(
            () -> UdpListener.open(InetSocketAddress.createUnresolved("no.such.host.", 1)))
        .hasMessageContaining("the host name is not known");
  }

  @Test
  void closingEndsAWait() throws Exception {
    UdpListener udp =
        UdpListener.open(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
    assertThat(closedWhileWaiting(udp)).isNull();
    assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
    UnixListener unix = UnixListener.open(folder.resolve("s"));
    assertThat(closedWhileWaiting(unix)).isNull();
    unix.close();
    assertThat(unix.receive(buffer, LONG)).isNull();
  }

  private StatsdListener.Datagram closedWhileWaiting(StatsdListener listener) throws Exception {
    CompletableFuture<StatsdListener.Datagram> result = new CompletableFuture<>();
    Thread waiting =
        Thread.ofPlatform()
            .start(() -> {
              try {
                result.complete(listener.receive(buffer, LONG));
              } catch (IOException e) {
                result.completeExceptionally(e);
              }
            });
    while (waiting.getState() == Thread.State.NEW) {
      Thread.onSpinWait();
    }
    listener.close();
    return result.get(15, TimeUnit.SECONDS);
  }

  @Test
  void javaItselfHasNoUnixDatagrams() {
    assertThatThrownBy(() -> DatagramChannel.open(StandardProtocolFamily.UNIX))
        .as("when this fails, UnixDatagrams can go")
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void unixSocket() throws Exception {
    assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
    Path path = folder.resolve("statsd.sock");
    try (UnixListener listener = UnixListener.open(path)) {
      assertThat(listener.address()).isEqualTo("unix://" + path);
      assertThat(listener.receive(buffer, SHORT)).isNull();
      send(path, "gh_ost.startup:1|c");
      StatsdListener.Datagram received = requireNonNull(listener.receive(buffer, LONG));
      assertThat(text(received)).isEqualTo("gh_ost.startup:1|c");
      assertThat(received.sender()).isEqualTo("unix");
      assertThatThrownBy(() -> UnixListener.open(path))
          .hasMessage(
              "cannot listen for StatsD at "
                  + path
                  + ": another program listens there. Choose another path and give it to gh-ost by"
                  + " --statsd-addr=unix://PATH");
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void aLeftOverSocketIsReplacedAndAnythingElseIsNot() throws Exception {
    assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
    Path path = folder.resolve("statsd.sock");
    UnixListener killed = UnixListener.open(path);
    Path copy = folder.resolve("left");
    Files.createLink(copy, path);
    killed.close();
    try (UnixListener listener = UnixListener.open(copy)) {
      send(copy, "x");
      assertThat(listener.receive(buffer, LONG)).isNotNull();
    }
    Files.writeString(copy, "text");
    assertThatThrownBy(() -> UnixListener.open(copy)).hasMessageContaining("is no socket");
    assertThatThrownBy(() -> UnixListener.open(folder.resolve("x".repeat(120))))
        .hasMessageEndingWith("a socket's path has at most 107 bytes");
    assertThatThrownBy(() -> UnixListener.open(folder.resolve("none").resolve("s")))
        .hasMessageContaining("the system says error 2 to bind");
  }

  /** Sends as another program would. */
  private static void send(Path path, String text) throws Exception {
    String program =
        "import socket,sys; s=socket.socket(socket.AF_UNIX,socket.SOCK_DGRAM);"
            + "s.sendto(sys.argv[2].encode(), sys.argv[1])";
    try {
      Process process =
          new ProcessBuilder("python3", "-c", program, path.toString(), text).inheritIO().start();
      assertThat(process.waitFor()).isZero();
    } catch (IOException e) {
      assumeThat(false).as("python3 is installed: %s", e.getMessage()).isTrue();
    }
  }
}
