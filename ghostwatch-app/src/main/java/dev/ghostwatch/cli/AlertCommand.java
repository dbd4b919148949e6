package dev.ghostwatch.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ghostwatch alert}: trying what makes alerts and who is told of them. */
final class AlertCommand implements CommandGroup {
  @Override
  public List<String> names() {
    return List.of("test", "rules", "outbox", "resend");
  }

  @Override
  public @Nullable CliCommand find(String name) {
    return switch (name) {
      case "rules" -> new AlertRulesCommand();
      case "test" -> new AlertTestCommand();
      case "outbox" -> new AlertOutboxCommand();
      case "resend" -> new AlertResendCommand();
      default -> null;
    };
  }
}
