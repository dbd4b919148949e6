package dev.ghostwatch.cli;

import dev.ghostwatch.access.Randomness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ghostwatch token}: what lets programs in.
 *
 * @param randomness where tokens come from
 */
record TokenCommand(Randomness randomness) implements CommandGroup {
  @Override
  public List<String> names() {
    return List.of("list", "create", "revoke");
  }

  @Override
  public @Nullable CliCommand find(String name) {
    return switch (name) {
      case "create" -> new TokenCreateCommand(randomness);
      case "list" -> new TokenListCommand();
      case "revoke" -> new TokenRevokeCommand();
      default -> null;
    };
  }
}
