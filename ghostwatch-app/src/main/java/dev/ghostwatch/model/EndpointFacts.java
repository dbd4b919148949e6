package dev.ghostwatch.model;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * How a control interface answered when it was tried.
 *
 * @param endpoint where it is
 * @param failure what went wrong; null when it answered
 */
public record EndpointFacts(Endpoint endpoint, @Nullable ControlException failure) {}
