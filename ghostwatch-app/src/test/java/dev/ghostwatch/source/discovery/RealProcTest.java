package dev.ghostwatch.source.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against the real {@code /proc}, where other processes come and go meanwhile. */
@EnabledOnOs(OS.LINUX)
class RealProcTest {

  @TempDir Path directory;

  @BeforeEach
  void needProcessList() {
    assumeThat(Path.of("/proc/self/comm")).exists();
  }

  @Test
  void runningProcessOfThatNameIsFoundWithItsFacts() throws Exception {
    Path log = directory.resolve("run.log");
    Path executable = Files.createSymbolicLink(directory.resolve("gh-ost"), Path.of("/bin/sh"));
    // The shell takes the words behind its script as the script's own, and waits for a line.
    Process started =
        new ProcessBuilder(
                executable.toString(),
                "-c",
                "echo ready; read line",
                "--database=shop",
                "--table",
                "or ders",
                "--password",
                "s3cret")
            .redirectError(log.toFile())
            .start();
    try {
      // Once it has written, the exec is over and its name is its own.
      assertThat(started.inputReader().readLine()).isEqualTo("ready");

      GhostProcess process = only(started.pid());

      assertThat(process.maskedArguments()).endsWith("--table", "or ders", "--password", "****");
      assertThat(process.table()).isEqualTo("or ders");
      assertThat(process.owner()).isEqualTo(started.info().user().orElseThrow());
      Instant startedAt = started.info().startInstant().orElseThrow();
      assertThat(process.startedAt()).isNotNull();
      assertThat(Duration.between(process.startedAt(), startedAt).abs())
          .isLessThan(Duration.ofSeconds(2));
      assertThat(process.standardOutput()).isEqualTo(new OutputTarget.Pipe());
      assertThat(process.logFile()).isEqualTo(log.toRealPath());
    } finally {
      started.destroyForcibly().waitFor();
    }
  }

  private static GhostProcess only(long pid) {
    List<GhostProcess> found =
        new Discovery()
            .discover(DiscoveryOptions.everythingIn(List.of())).migrations().stream()
                .map(DiscoveredMigration::process)
                .filter(process -> process != null && process.pid() == pid)
                .toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  @Test
  void liveSocketIsToldFromStaleWithoutConnecting() throws Exception {
    Path live = directory.resolve("gh-ost.d.live.sock");
    Path odd = directory.resolve("gh-ost.d.o d\nd.sock");
    Path stale = directory.resolve("gh-ost.d.stale.sock");
    listen(stale).close();
    try (ServerSocketChannel first = listen(live);
        ServerSocketChannel _ = listen(odd)) {
      first.configureBlocking(false);

      Discovered discovered =
          new Discovery()
              .discover(
                  DiscoveryOptions.only(
                      List.of(), List.of(), List.of(directory + "/gh-ost.*.sock")));

      SocketState expected =
          discovered.limits().isEmpty() ? SocketState.STALE : SocketState.UNKNOWN;
      assertThat(discovered.migrations())
          .extracting(DiscoveredMigration::socket)
          .containsExactly(
              new SocketEndpoint(live, SocketState.LISTENING),
              new SocketEndpoint(odd, SocketState.LISTENING),
              new SocketEndpoint(stale, expected));
      assertThat(first.accept()).as("nobody connected").isNull();
      assertThat(stale).exists();
    }
  }

  private static ServerSocketChannel listen(Path path) throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(path));
  }
}
