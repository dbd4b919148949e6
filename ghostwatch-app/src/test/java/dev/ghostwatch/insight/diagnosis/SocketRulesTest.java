package dev.ghostwatch.insight.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.model.EndpointFacts;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Severity;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** D34 to D37: each with an answer of the socket for which it speaks and near misses. */
class SocketRulesTest {
  private static final Endpoint SOCKET = new Endpoint.UnixSocket(Path.of("/tmp/my orders.sock"));

  @SuppressWarnings("NullAway") // the record takes null; its class file does not say so
  private static Play answered(
      Endpoint endpoint,
      ControlException.@Nullable Kind failure,
      String happened,
      String... facts) {
    return new Play()
        .run(10)
        .with(
            file -> file.endpoint(new EndpointFacts(endpoint, failure, happened, List.of(facts))));
  }

  private static Play answered(ControlException.@Nullable Kind failure) {
    return answered(SOCKET, failure, "it happened");
  }

  @Test
  void d34AStaleSocket() {
    Finding finding = answered(ControlException.Kind.STALE).fires("D34", Severity.WARNING);
    assertThat(Play.english(finding)).contains("/tmp/my orders.sock");
    assertThat(finding.command()).isEqualTo("rm '/tmp/my orders.sock'");
    // A port that refuses leaves no file to be removed.
    Finding port =
        answered(new Endpoint.Tcp("db1", 10_001), ControlException.Kind.STALE, "it happened")
            .fires("D34", Severity.WARNING);
    assertThat(port.command()).isNull();
    answered(ControlException.Kind.NO_SOCKET).isQuiet("D34");
    answered(null).isQuiet("D34");
  }

  @Test
  void d35NoPermission() {
    Finding finding =
        answered(
                SOCKET,
                ControlException.Kind.PERMISSION_DENIED,
                "permission denied",
                "ann",
                "/tmp/my orders.sock",
                "srwxr-x---",
                "mysql")
            .fires("D35", Severity.WARNING);
    assertThat(Play.english(finding)).contains("permission denied", "sudo");
    answered(ControlException.Kind.IO).isQuiet("D35");
    answered(null).isQuiet("D35");
  }

  @Test
  void d36ThePathIsTooLong() {
    Finding finding =
        answered(SOCKET, ControlException.Kind.PATH_TOO_LONG, "its path", "120", "106")
            .fires("D36", Severity.WARNING);
    assertThat(Play.english(finding)).contains("has 120 bytes; 106 at most", "--serve-socket-file");
    answered(ControlException.Kind.NOT_A_SOCKET).isQuiet("D36");
    answered(null).isQuiet("D36");
  }

  @Test
  void d37AcceptsAndNeverAnswers() {
    for (ControlException.Kind mute :
        List.of(
            ControlException.Kind.NO_ANSWER,
            ControlException.Kind.TOO_SLOW,
            ControlException.Kind.CONNECT_TIMEOUT)) {
      answered(SOCKET, mute, "no answer within 5s", "5s", "7s").fires("D37", Severity.CRITICAL);
    }
    // It answered, if not with what was asked for.
    answered(ControlException.Kind.NO_STATUS).isQuiet("D37");
    answered(ControlException.Kind.BUSY).isQuiet("D37");
    answered(null).isQuiet("D37");
  }
}
