package dev.ghostwatch.config.schema;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration refers to outside its file.
 *
 * @param environment environment variables
 * @param home the user's own folder
 * @param stateFolder what relative paths of GhostWatch's own files are relative to
 * @param fileFolder the folder of the configuration file, what secret files are relative to; null
 *     when there is no file
 */
public record Surroundings(
    Map<String, String> environment, Path home, Path stateFolder, @Nullable Path fileFolder) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** The surroundings of a file. */
  public static Surroundings of(Map<String, String> environment, @Nullable Path file) {
    Path home = home(environment);
    return new Surroundings(
        environment,
        home,
        stateFolder(environment),
        file == null ? null : file.toAbsolutePath().getParent());
  }

  /** The user's own folder. */
  public static Path home(Map<String, String> environment) {
    String home = environment.get("HOME");
    return Path.of(
        home != null && home.startsWith("/") ? home : System.getProperty("user.home", "/"));
  }

  /**
   * The folder of GhostWatch's own files: {@code $STATE_DIRECTORY} (set by systemd), {@code
   * $XDG_STATE_HOME/ghostwatch} or {@code ~/.local/state/ghostwatch}.
   */
  public static Path stateFolder(Map<String, String> environment) {
    String ofUnit = environment.get("STATE_DIRECTORY");
    if (ofUnit != null && ofUnit.startsWith("/")) {
      // systemd gives several, separated by colons, when the unit has several.
      return Path.of(ofUnit.split(":", 2)[0]);
    }
    String ofUser = environment.get("XDG_STATE_HOME");
    return (ofUser != null && ofUser.startsWith("/")
            ? Path.of(ofUser)
            : home(environment).resolve(".local").resolve("state"))
        .resolve("ghostwatch");
  }
}
