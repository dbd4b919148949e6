package dev.ghostwatch.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ghostwatch alert}: tries receivers, and looks after what they are to be told. */
final class AlertCommand implements CommandGroup {
  @Override
  public List<String> names() {
    return List.of("test", "outbox", "resend");
  }

  @Override
  public @Nullable CliCommand find(String name) {
    return switch (name) {
      case "test" -> new AlertTestCommand();
      case "outbox" -> new AlertOutboxCommand();
      case "resend" -> new AlertResendCommand();
      default -> null;
    };
  }
}
