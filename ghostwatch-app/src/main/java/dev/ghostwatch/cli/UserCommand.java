package dev.ghostwatch.cli;

import dev.ghostwatch.access.Randomness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ghostwatch user}: who may log in.
 *
 * @param randomness where salts come from
 */
record UserCommand(Randomness randomness) implements CommandGroup {
  @Override
  public List<String> names() {
    return List.of("list", "add", "remove");
  }

  @Override
  public @Nullable CliCommand find(String name) {
    return switch (name) {
      case "add" -> new UserAddCommand(randomness);
      case "list" -> new UserListCommand();
      case "remove" -> new UserRemoveCommand();
      default -> null;
    };
  }
}
