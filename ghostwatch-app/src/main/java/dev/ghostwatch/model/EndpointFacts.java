package dev.ghostwatch.model;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * How a control interface answered when it was tried.
 *
 * @param endpoint where it is
 * @param failure what went wrong; null when it answered or was not tried
 * @param leftover whether it is known, without trying, that nobody listens there any more
 */
public record EndpointFacts(
    Endpoint endpoint, @Nullable ControlException failure, boolean leftover) {}
