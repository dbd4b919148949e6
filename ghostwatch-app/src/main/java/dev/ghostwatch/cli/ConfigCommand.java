package dev.ghostwatch.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ghostwatch config}: the configuration file. */
final class ConfigCommand implements CommandGroup {
  @Override
  public List<String> names() {
    return List.of("check", "show", "init", "import");
  }

  @Override
  public @Nullable CliCommand find(String name) {
    return switch (name) {
      case "check" -> new ConfigCheckCommand();
      case "show" -> new ConfigShowCommand();
      case "init" -> new ConfigInitCommand();
      case "import" -> new ConfigImportCommand();
      default -> null;
    };
  }
}
