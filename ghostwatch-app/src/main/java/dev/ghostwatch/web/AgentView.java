package dev.ghostwatch.web;

import dev.ghostwatch.alert.pipeline.AlertService;
import dev.ghostwatch.model.layers.ServersAndHost;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the agent shows of itself.
 *
 * @param around the servers and the host as they were seen last
 * @param alerts null for an agent without alerts
 */
public record AgentView(
    Migrations migrations,
    Supplier<ServersAndHost> around,
    Readiness readiness,
    @Nullable AlertService alerts) {
  /** An agent without alerts. */
  public AgentView(Migrations migrations, Supplier<ServersAndHost> around, Readiness readiness) {
    this(migrations, around, readiness, null);
  }
}
