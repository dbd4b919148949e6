package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.model.EndpointFacts;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wrong with a control socket: rules D34 to D37. */
public final class SocketRules {
  private SocketRules() {}

  /** The finding about a control interface, if there is one. */
  public static Optional<Finding> check(EndpointFacts facts) {
    ControlException failure = facts.failure();
    if (failure == null) {
      return facts.leftover() ? Optional.of(stale(facts.endpoint())) : Optional.empty();
    }
    return check(facts.endpoint(), failure);
  }

  private static Optional<Finding> check(Endpoint endpoint, ControlException failure) {
    String where = endpoint.toString();
    String path = endpoint instanceof Endpoint.UnixSocket unix ? unix.path().toString() : null;
    String message = firstLine(String.valueOf(failure.getMessage()));
    return switch (failure.kind()) {
      case STALE ->
          Optional.of(stale(endpoint));
      case PERMISSION_DENIED ->
          Optional.of(
              finding("D35", Severity.WARNING, Phrase.of("evidence.message", message), null));
      case PATH_TOO_LONG ->
          Optional.of(
              finding(
                  "D36",
                  Severity.WARNING,
                  Phrase.of("evidence.pathLength", where, bytes(path)),
                  null));
      case NO_ANSWER, TOO_SLOW, CONNECT_TIMEOUT ->
          Optional.of(
              finding("D37", Severity.CRITICAL, Phrase.of("evidence.message", message), null));
      case NO_SOCKET, NOT_A_SOCKET, TOO_LARGE, CLOSED_EARLY, IO -> Optional.empty();
    };
  }

  private static Finding stale(Endpoint endpoint) {
    return finding(
        "D34",
        Severity.WARNING,
        Phrase.of("evidence.refused", endpoint.toString()),
        endpoint instanceof Endpoint.UnixSocket(Path path)
            ? "rm " + ShellWord.quote(path.toString())
            : null);
  }

  /** What happened; the second line says what to do, which the finding does itself. */
  private static String firstLine(String message) {
    int newline = message.indexOf('\n');
    return newline < 0 ? message : message.substring(0, newline);
  }

  private static Finding finding(
      String rule, Severity severity, Phrase evidence, @Nullable String command) {
    return new Finding(
        rule,
        severity,
        Phrase.of(rule + ".title"),
        List.of(evidence),
        Phrase.of(rule + ".cause"),
        Phrase.of(rule + ".advice"),
        command);
  }

  private static String bytes(@Nullable String path) {
    return path == null ? "?" : String.valueOf(path.getBytes(StandardCharsets.UTF_8).length);
  }
}
