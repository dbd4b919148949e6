package dev.ghostwatch.alert.subject;

import dev.ghostwatch.document.Shape;
import org.jspecify.annotations.Nullable;

/**
 * How the agent itself is.
 *
 * @param runningMigrations migrations that it follows
 * @param unreadableMigrations those of them that told nothing for over a minute
 * @param storeLagSeconds how far the history is behind; null without one
 * @param undeliveredSeconds how old the oldest notification is that waits for its delivery; 0 when
 *     none waits, null when nothing is delivered
 * @param deadLetters notifications that were given up
 * @param failingRules rules that could not be computed for some subject
 */
public record AgentHealth(
    long runningMigrations,
    long unreadableMigrations,
    @Nullable Double storeLagSeconds,
    @Nullable Double undeliveredSeconds,
    @Nullable Long deadLetters,
    long failingRules) {
  /** Nothing is known. */
  public static final AgentHealth UNKNOWN = new AgentHealth(0, 0, null, null, null, 0);

  static final Shape<AgentHealth> SHAPE =
      Shape.<AgentHealth>named("agent")
          .number("runningMigrations", AgentHealth::runningMigrations)
          .number("unreadableMigrations", AgentHealth::unreadableMigrations)
          .decimal("storeLagSeconds", AgentHealth::storeLagSeconds)
          .decimal("undeliveredSeconds", AgentHealth::undeliveredSeconds)
          .number("deadLetters", AgentHealth::deadLetters)
          .number("failingRules", AgentHealth::failingRules);
}
