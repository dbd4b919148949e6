package dev.ghostwatch.model;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a control interface answered, or what can be seen of it without asking.
 *
 * @param endpoint where it is
 * @param failure what is wrong with it; null when it answered
 * @param happened what was tried and what happened, in English; empty when nothing was tried
 * @param facts what the failure's kind tells beside that; see {@link ControlException#facts()}
 */
public record EndpointFacts(
    Endpoint endpoint,
    ControlException.@Nullable Kind failure,
    String happened,
    List<String> facts) {
  public EndpointFacts {
    facts = List.copyOf(facts);
  }
}
