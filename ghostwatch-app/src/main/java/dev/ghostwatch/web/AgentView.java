package dev.ghostwatch.web;

import dev.ghostwatch.model.layers.ServersAndHost;
import java.util.function.Supplier;

/**
 * What the agent shows of itself.
 *
 * @param around the servers and the host as they were seen last
 */
public record AgentView(
    Migrations migrations, Supplier<ServersAndHost> around, Readiness readiness) {}
