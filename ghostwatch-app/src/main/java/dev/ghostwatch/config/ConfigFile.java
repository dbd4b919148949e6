package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the configuration file is looked for: what {@code --config} names, else what {@value
 * #VARIABLE} names, else the first that exists of {@code ghostwatch/ghostwatch.yaml} in {@code
 * $XDG_CONFIG_HOME} ({@code ~/.config}) and in {@code /etc}. A file in the current folder is not
 * looked at: what an agent does must not depend on where it was started.
 */
public final class ConfigFile {
  /** The environment variable that names a file. */
  public static final String VARIABLE = "GHOSTWATCH_CONFIG";

  private static final Path NAME = Path.of("ghostwatch", "ghostwatch.yaml");

  private ConfigFile() {}

  /**
   * The file to read.
   *
   * @param chosen what {@code --config} names
   * @return null when no file was named and none is there: everything is at its default
   */
  public static @Nullable Path find(@Nullable Path chosen, Map<String, String> environment) {
    if (chosen != null) {
      return chosen;
    }
    String named = environment.get(VARIABLE);
    if (named != null && !named.isEmpty()) {
      return Path.of(named);
    }
    return places(environment).stream().filter(Files::exists).findFirst().orElse(null);
  }

  /** Where a file is looked for that nobody named, first one first. */
  public static List<Path> places(Map<String, String> environment) {
    List<Path> places = new ArrayList<>();
    String ofUser = environment.get("XDG_CONFIG_HOME");
    Path folder =
        ofUser != null && ofUser.startsWith("/")
            ? Path.of(ofUser)
            : Surroundings.home(environment).resolve(".config");
    places.add(folder.resolve(NAME));
    places.add(Path.of("/etc").resolve(NAME));
    return places;
  }
}
