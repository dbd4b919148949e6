package dev.ghostwatch.model;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * How a control interface answered, or what can be seen of it without asking.
 *
 * @param endpoint where it is
 * @param failure what is wrong with it; null when it answered
 * @param message what was tried and what happened; empty when nothing is wrong
 */
public record EndpointFacts(
    Endpoint endpoint, ControlException.@Nullable Kind failure, String message) {}
