package dev.ghostwatch.client.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ghostwatch.client.command.NamedCommand;
import dev.ghostwatch.client.command.Question;
import dev.ghostwatch.client.socket.ControlException.Kind;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlSocketTest {

  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(20);

  /** How late a limit may strike on a busy machine. */
  private static final Duration SLACK = Duration.ofSeconds(3);

  private static final TimeLimits PATIENT = new TimeLimits(LONG, LONG, LONG);

  @TempDir private Path folder;

  @Test
  void oneCommandIsSentAndTheReplyReadToItsEnd() throws IOException {
    try (FakeServer server = FakeServer.unix(path("s"), FakeServer.answering("Copy: 1/2\n"))) {
      assertThat(socket(server).exchange(Question.SUP)).isEqualTo("Copy: 1/2\n");
      assertThat(socket(server).exchange(new NamedCommand.Throttle("订单 🦊\u001b[31m")))
          .isEqualTo("Copy: 1/2\n");
      assertThat(server.lines()).containsExactly("sup", "throttle=订单 🦊\u001b[31m");
    }
  }

  @Test
  void tcpWorksTheSame() throws IOException {
    try (FakeServer server = FakeServer.tcp(FakeServer.answering("yes\n"))) {
      assertThat(socket(server).exchange(Question.STATUS)).isEqualTo("yes\n");
      assertThat(server.lines()).containsExactly("status");
    }
  }

  @Test
  void aReplyInPiecesIsPutTogether() throws IOException {
    try (FakeServer server =
        FakeServer.unix(
            path("s"),
            (connection, _) -> {
              FakeServer.readLine(connection);
              for (byte piece : "订单\n".getBytes(StandardCharsets.UTF_8)) {
                FakeServer.write(connection, new byte[] {piece});
              }
            })) {
      assertThat(socket(server).exchange(Question.SUP)).isEqualTo("订单\n");
    }
  }

  @Test
  void aReplyOfOneMebibyteIsTaken() throws IOException {
    String reply = "x".repeat(ControlSocket.LARGEST_REPLY_BYTES);
    try (FakeServer server = FakeServer.unix(path("s"), FakeServer.answering(reply))) {
      assertThat(socket(server).exchange(Question.SUP)).isEqualTo(reply);
    }
  }

  @Test
  void aHundredMegabytesAreCutOff() throws IOException {
    byte[] megabyte = new byte[1 << 20];
    try (FakeServer server =
        FakeServer.unix(
            path("s"),
            (connection, _) -> {
              for (int i = 0; i < 100; i++) {
                FakeServer.write(connection, megabyte);
              }
            })) {
      fails(socket(server), Kind.TOO_LARGE, "more than 1048576 bytes");
    }
  }

  @Test
  void whatIsNotUtf8IsReplaced() throws IOException {
    try (FakeServer server =
        FakeServer.unix(
            path("s"),
            (connection, _) ->
                FakeServer.write(
                    connection, new byte[] {'a', (byte) 0xff, (byte) 0xc3, 'b', 0, '\n'}))) {
      assertThat(socket(server).exchange(Question.SUP)).isEqualTo("a\ufffd\ufffdb\u0000\n");
    }
  }

  @Test
  void aReplyBeforeAResetCounts() throws IOException {
    // The command stays unread, so closing resets the connection: gh-ost does that to a line that
    // is too long.
    try (FakeServer server =
        FakeServer.unix(
            path("s"),
            (connection, _) ->
                FakeServer.write(connection, "still good\n".getBytes(StandardCharsets.UTF_8)))) {
      assertThat(socket(server).exchange(Question.SUP)).isEqualTo("still good\n");
    }
  }

  @Test
  void aServerThatClosesAtOnceIsNoAnswer() throws IOException {
    try (FakeServer server = FakeServer.unix(path("s"), (_, _) -> {})) {
      fails(socket(server), Kind.CLOSED_EARLY, "closed");
    }
    try (FakeServer server =
        FakeServer.unix(path("t"), (connection, _) -> FakeServer.readLine(connection))) {
      fails(socket(server), Kind.CLOSED_EARLY, "closed without an answer");
    }
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() throws IOException {
    try (FakeServer server =
        FakeServer.unix(path("s"), (connection, _) -> FakeServer.awaitClose(connection))) {
      ControlSocket socket =
          new ControlSocket(server.endpoint(), new TimeLimits(LONG, SHORT, LONG));
      failsWithin(socket, Kind.NO_ANSWER, "no answer within 200ms");
    }
    try (FakeServer server = FakeServer.tcp((connection, _) -> FakeServer.awaitClose(connection))) {
      ControlSocket socket =
          new ControlSocket(server.endpoint(), new TimeLimits(LONG, LONG, SHORT));
      failsWithin(socket, Kind.NO_ANSWER, "no answer within");
    }
  }

  @Test
  void aServerThatAnswersAByteAtATimeIsGivenUp() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    try (FakeServer server =
        FakeServer.unix(
            path("s"),
            (connection, _) -> {
              while (over.getCount() > 0) {
                FakeServer.write(connection, new byte[] {'x'});
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
              }
            })) {
      ControlSocket socket =
          new ControlSocket(server.endpoint(), new TimeLimits(LONG, LONG, SHORT));
      failsWithin(socket, Kind.TOO_SLOW, "not complete within 200ms");
    } finally {
      over.countDown();
    }
  }

  @Test
  void aListenerWhoseQueueIsFullIsGivenUp() throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path("s"));
    List<SocketChannel> waiting = new ArrayList<>();
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(address, 1);
      while (waiting.isEmpty() || waiting.getLast().isConnected()) {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        waiting.add(channel);
        channel.configureBlocking(false);
        try {
          channel.connect(address);
        } catch (SocketException _) {
          // The queue is full.
          break;
        }
      }
      ControlSocket socket =
          new ControlSocket(new Endpoint.UnixSocket(path("s")), new TimeLimits(SHORT, LONG, LONG));
      failsWithin(socket, Kind.CONNECT_TIMEOUT, "no connection within 200ms");
    } finally {
      for (SocketChannel channel : waiting) {
        channel.close();
      }
    }
  }

  @Test
  void aMissingSocketIsSaidToBeMissing() throws IOException {
    fails(path("none"), Kind.NO_SOCKET, "no such file");
    fails(path("none/at/all"), Kind.NO_SOCKET, "no such file");
    Files.createSymbolicLink(path("link"), path("none"));
    fails(path("link"), Kind.NO_SOCKET, "no such file");
    Files.createFile(path("file"));
    fails(path("file").resolve("s"), Kind.NO_SOCKET, "no such file");
  }

  @Test
  void aStaleSocketIsSaidToBeStale() throws IOException {
    FakeServer.unix(path("s t"), (_, _) -> {}).close();
    ControlException failure = fails(path("s t"), Kind.STALE, "no gh-ost listens any more");
    assertThat(failure)
        .hasMessageContaining("'address already in use'")
        .hasMessageEndingWith("rm '" + path("s t") + "'");
  }

  @Test
  void whatIsNoSocketIsSaidToBeNone() throws IOException {
    fails(folder, Kind.NOT_A_SOCKET, "a directory, not a socket");
    Files.createFile(path("file"));
    fails(path("file"), Kind.NOT_A_SOCKET, "a plain file, not a socket");
  }

  @Test
  void aPathThatIsTooLongIsSaidToBe() {
    Path tooLong = path("单".repeat(36));
    fails(tooLong, Kind.PATH_TOO_LONG, "Java connects to a path of 106 at most");
  }

  @Test
  void aPathOfTheGreatestLengthWorks() throws IOException {
    Path longest = path("x".repeat(106 - folder.toString().length() - 1));
    try (FakeServer server = FakeServer.unix(longest, FakeServer.answering("yes\n"))) {
      assertThat(socket(server).exchange(Question.SUP)).isEqualTo("yes\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "a.b..c",
        "a'b\"c",
        "a`b",
        "a\nb",
        "🦊",
        "\u001b[31mred",
        "-rf",
        "$(x)",
        "a:b"
      })
  void aPathMayHaveAnyName(String name) throws IOException {
    try (FakeServer server = FakeServer.unix(path(name), FakeServer.answering("yes\n"))) {
      assertThat(socket(server).exchange(Question.SUP)).isEqualTo("yes\n");
    }
    ControlException failure = fails(path(name), Kind.STALE, "connection refused");
    assertThat(failure.getMessage()).doesNotContain("\u001b").hasLineCount(2);
  }

  @Test
  void aPortWhereNobodyListensIsSaidToBe() throws IOException {
    FakeServer server = FakeServer.tcp((_, _) -> {});
    server.close();
    fails(
        new ControlSocket(server.endpoint(), PATIENT), Kind.STALE, "nothing listens on this port");
  }

  @Test
  void aHostThatDoesNotExistIsSaidTo() {
    ControlSocket socket = new ControlSocket(new Endpoint.Tcp("no-such-host.invalid", 1), PATIENT);
    ControlException failure =
        catchThrowableOfType(ControlException.class, () -> socket.exchange(Question.SUP));
    assertThat(failure).hasMessageContaining("no-such-host.invalid");
    assertThat(failure.kind()).isIn(Kind.UNKNOWN_HOST, Kind.CONNECT_TIMEOUT);
  }

  @Test
  void neverMoreThanOneQuestionIsUnderWay() throws Exception {
    try (FakeServer server = FakeServer.unix(path("s"), FakeServer.answering("yes\n"));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      ControlSocket socket = socket(server);
      List<Future<String>> replies = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        replies.add(callers.submit(() -> socket.exchange(Question.SUP)));
      }
      for (Future<String> reply : replies) {
        assertThat(reply.get()).isEqualTo("yes\n");
      }
      // The server may notice the end of one connection after the start of the next.
      assertThat(server.mostConnections()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void waitingForAnEarlierQuestionCountsTowardsTheLimit() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (FakeServer server =
            FakeServer.unix(
                path("s"),
                (connection, _) -> {
                  asked.countDown();
                  FakeServer.awaitClose(connection);
                });
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      ControlSocket socket =
          new ControlSocket(
              server.endpoint(),
              new TimeLimits(LONG, Duration.ofMillis(600), SHORT.multipliedBy(3)));
      Future<?> first =
          callers.submit(() ->
              catchThrowableOfType(ControlException.class, () -> socket.exchange(Question.SUP)));
      asked.await();
      failsWithin(socket, null, "within");
      first.get();
    }
  }

  @Test
  void anInterruptEndsTheWaiting() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (FakeServer server =
        FakeServer.unix(
            path("s"),
            (connection, _) -> {
              asked.countDown();
              FakeServer.awaitClose(connection);
            })) {
      List<ControlException> failures = new ArrayList<>();
      Thread caller =
          Thread.ofPlatform()
              .start(() ->
                  failures.add(
                      catchThrowableOfType(
                          ControlException.class, () -> socket(server).exchange(Question.SUP))));
      asked.await();
      caller.interrupt();
      caller.join(LONG);
      assertThat(failures)
          .singleElement()
          .satisfies(failure -> assertThat(failure).hasMessageContaining("interrupted"));
    }
  }

  private Path path(String name) {
    return folder.resolve(name);
  }

  private static ControlSocket socket(FakeServer server) {
    return new ControlSocket(server.endpoint(), PATIENT);
  }

  private static ControlException fails(Path path, Kind kind, String part) {
    return fails(new ControlSocket(new Endpoint.UnixSocket(path), PATIENT), kind, part);
  }

  private static ControlException fails(ControlSocket socket, @Nullable Kind kind, String part) {
    ControlException failure =
        catchThrowableOfType(ControlException.class, () -> socket.exchange(Question.SUP));
    assertThat(failure).isNotNull();
    assertThat(failure.getMessage()).startsWith("Cannot ask ").contains(part).hasLineCount(2);
    assertThat(failure.endpoint()).isEqualTo(socket.endpoint());
    if (kind != null) {
      assertThat(failure.kind()).isEqualTo(kind);
    }
    return failure;
  }

  private static void failsWithin(ControlSocket socket, @Nullable Kind kind, String part) {
    long start = System.nanoTime();
    fails(socket, kind, part);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(SHORT.minusMillis(5), SHORT.plus(SLACK));
  }
}
