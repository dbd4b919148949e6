package dev.ghostwatch.web.security;

import dev.ghostwatch.config.schema.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How strict the agent is.
 *
 * @param openSteering whether programs and people of this host steer without logging in
 * @param openReading whether everybody reads without logging in; those of this host always do
 * @param hostNames the names that requests may be for beside those the agent listens on; when there
 *     is none and it listens for other hosts, every name is right
 * @param localKey what the commands of the agent's own user show; null for an agent without
 */
public record Rules(
    boolean openSteering, boolean openReading, List<String> hostNames, @Nullable Secret localKey) {
  /** For an agent that nobody but this host reaches and where everybody may do everything. */
  public static final Rules OPEN = new Rules(true, false, List.of(), null);

  public Rules {
    hostNames = List.copyOf(hostNames);
  }
}
