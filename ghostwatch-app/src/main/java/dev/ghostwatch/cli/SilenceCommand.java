package dev.ghostwatch.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ghostwatch silence}: what nobody is to be told for a while. */
final class SilenceCommand implements CommandGroup {
  @Override
  public List<String> names() {
    return List.of("list", "add", "expire");
  }

  @Override
  public @Nullable CliCommand find(String name) {
    return switch (name) {
      case "add" -> new SilenceAddCommand();
      case "list" -> new SilenceListCommand();
      case "expire" -> new SilenceExpireCommand();
      default -> null;
    };
  }
}
