package dev.ghostwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class FaultyServerTest {
  @TempDir private Path folder;

  private FaultyServer started(Fault fault) throws IOException {
    FaultyServer server = new FaultyServer(fault, ServerAddress.socket(socket()));
    server.start();
    return server;
  }

  private Path socket() {
    return folder.resolve("f.sock");
  }

  private byte[] ask() throws IOException {
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 16);
      channel.write(ByteBuffer.wrap("sup\n".getBytes(StandardCharsets.UTF_8)));
      ByteBuffer block = ByteBuffer.allocate(1 << 16);
      while (channel.read(block.clear()) >= 0) {
        reply.write(block.array(), 0, block.position());
      }
    }
    return reply.toByteArray();
  }

  @Test
  void aDrippingReplyArrivesWhole() throws IOException {
    try (FaultyServer _ = started(new Fault.Drips(Duration.ofMillis(1), "Copy: 1/2\n"))) {
      assertThat(ask()).asString().isEqualTo("Copy: 1/2\n");
    }
  }

  @Test
  void anEndlessReplyHasTheSizeAskedFor() throws IOException {
    try (FaultyServer _ = started(new Fault.Endless(3_000_001))) {
      assertThat(ask()).hasSize(3_000_001);
    }
  }

  @Test
  void garbageIsTheSameForTheSameSeed() throws IOException {
    try (FaultyServer _ = started(new Fault.Garbage(5, 200))) {
      assertThat(ask()).hasSize(200).isEqualTo(ask());
    }
  }

  @Test
  void aReplyMayLackItsLineEnd() throws IOException {
    try (FaultyServer _ = started(new Fault.NoLineEnd("1000\n"))) {
      assertThat(ask()).asString().isEqualTo("1000");
    }
  }

  @Test
  void aServerMayVanishAfterSomeQuestions() throws IOException {
    try (FaultyServer server = started(new Fault.Vanishes(2, "1000\n"))) {
      assertThat(ask()).asString().isEqualTo("1000\n");
      assertThat(ask()).asString().isEqualTo("1000\n");
      assertThatThrownBy(
              () -> {
                while (true) {
                  ask();
                }
              })
          .isInstanceOf(IOException.class);
      assertThat(server.questions()).isGreaterThanOrEqualTo(2);
    }
    assertThat(socket()).exists();
  }

  @Test
  void aSilentServerKeepsTheConnectionOpen() throws IOException {
    try (FaultyServer server = started(new Fault.NeverAnswers());
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
      channel.write(ByteBuffer.wrap("sup\n".getBytes(StandardCharsets.UTF_8)));
      channel.configureBlocking(false);
      assertThat(channel.read(ByteBuffer.allocate(10))).isZero();
      assertThat(server.tcpPort()).isEmpty();
    }
    assertThat(socket()).doesNotExist();
  }
}
