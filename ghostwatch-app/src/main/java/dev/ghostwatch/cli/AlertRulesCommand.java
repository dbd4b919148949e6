package dev.ghostwatch.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ghostwatch alert rules}: the rules. */
final class AlertRulesCommand implements CommandGroup {
  @Override
  public List<String> names() {
    return List.of("test");
  }

  @Override
  public @Nullable CliCommand find(String name) {
    return switch (name) {
      case "test" -> new AlertRulesTestCommand();
      default -> null;
    };
  }
}
