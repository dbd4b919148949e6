package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.model.EndpointFacts;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wrong with a control socket: rules D34 to D37. */
public final class SocketRules {
  private SocketRules() {}

  /** The finding about a control interface, if there is one. */
  public static Optional<Finding> check(EndpointFacts facts) {
    ControlException.Kind failure = facts.failure();
    return failure == null ? Optional.empty() : check(facts, failure);
  }

  private static Optional<Finding> check(EndpointFacts facts, ControlException.Kind failure) {
    String where = facts.endpoint().toString();
    String path =
        facts.endpoint() instanceof Endpoint.UnixSocket unix ? unix.path().toString() : null;
    String message = firstLine(facts.message());
    return switch (failure) {
      case STALE ->
          Optional.of(
              finding(
                  "D34",
                  Severity.WARNING,
                  Phrase.of("evidence.refused", where),
                  path == null ? null : "rm " + Printable.shellWord(path)));
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
