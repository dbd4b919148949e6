package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.model.EndpointFacts;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Severity;
import java.util.ArrayList;
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
    return switch (failure) {
      case STALE ->
          Optional.of(
              finding(
                  "D34",
                  Severity.WARNING,
                  Phrase.of("evidence.refused", where),
                  path == null ? null : "rm " + Printable.shellWord(path)));
      case PERMISSION_DENIED ->
          Optional.of(finding("D35", Severity.WARNING, evidence(facts, failure), null));
      case PATH_TOO_LONG ->
          Optional.of(finding("D36", Severity.WARNING, evidence(facts, failure), null));
      case NO_ANSWER, TOO_SLOW, CONNECT_TIMEOUT ->
          Optional.of(finding("D37", Severity.CRITICAL, evidence(facts, failure), null));
      case NO_SOCKET,
          NOT_A_SOCKET,
          UNKNOWN_HOST,
          BUSY,
          TOO_LARGE,
          CLOSED_EARLY,
          NO_STATUS,
          INTERRUPTED,
          IO ->
          Optional.empty();
    };
  }

  /** What happened, and the facts of it, for languages that say it in their own words. */
  private static Phrase evidence(EndpointFacts facts, ControlException.Kind failure) {
    List<String> arguments = new ArrayList<>();
    arguments.add(facts.happened());
    arguments.add(facts.endpoint().toString());
    arguments.addAll(facts.facts());
    return new Phrase("evidence.failure." + failure.name(), arguments);
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
}
