package dev.ghostwatch.history;

import dev.ghostwatch.config.schema.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the store is: where the person says, else for root the system's when there is one, else in
 * the user's state folder.
 */
public final class StorePlace {
  /** The store of the whole host. */
  public static final Path SYSTEM = Path.of("/var/lib/ghostwatch/history.db");

  private StorePlace() {}

  /** The store of the user whose program this is. */
  public static Path of(@Nullable Path named, Map<String, String> environment) {
    return of(named, environment, System.getProperty("user.name", ""), SYSTEM);
  }

  static Path of(
      @Nullable Path named, Map<String, String> environment, String user, Path ofSystem) {
    if (named != null) {
      return named;
    }
    if (user.equals("root") && Files.exists(ofSystem)) {
      return ofSystem;
    }
    return Surroundings.stateFolder(environment).resolve("history.db");
  }
}
