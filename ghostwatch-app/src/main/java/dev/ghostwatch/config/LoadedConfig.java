package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Problem;
import dev.ghostwatch.config.schema.Read;
import dev.ghostwatch.config.schema.Reading;
import dev.ghostwatch.config.schema.Shown;
import dev.ghostwatch.config.schema.Surroundings;
import dev.ghostwatch.config.schema.Unreadable;
import dev.ghostwatch.config.schema.Wording;
import dev.ghostwatch.config.schema.YamlTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A configuration that was read.
 *
 * @param file where from; null when there is no file and everything is at its default
 * @param config what it says; keys with problems are at their defaults
 * @param shown the same for people: with defaults, without secrets
 * @param problems everything that is wrong, as it stands in the file
 */
public record LoadedConfig(
    @Nullable Path file, AgentConfig config, Shown shown, List<Problem> problems) {
  private static final long LARGEST = 1 << 20;

  public LoadedConfig {
    problems = List.copyOf(problems);
  }

  /** Whether an agent may run with it: there may be warnings, but no errors. */
  public boolean isUsable() {
    return problems.stream().noneMatch(Problem::isError);
  }

  /**
   * Reads a configuration; what is wrong is in the result.
   *
   * @param file what {@link ConfigFile#find} gave
   */
  public static LoadedConfig load(@Nullable Path file, Map<String, String> environment) {
    Reading reading = new Reading(file, Surroundings.of(environment, file));
    return load(file == null ? "" : text(file, reading), reading);
  }

  /** Reads a configuration from a text. */
  public static LoadedConfig parse(String text, Map<String, String> environment) {
    return load(text, new Reading(null, Surroundings.of(environment, null)));
  }

  private static LoadedConfig load(String text, Reading reading) {
    Node tree = YamlTree.of(text, reading);
    Node empty = YamlTree.of("{}", reading);
    if (empty == null) {
      throw new IllegalStateException("BUG: an empty mapping is not YAML");
    }
    Read<AgentConfig> read = AgentConfig.SECTION.read(tree == null ? empty : tree, "", reading);
    if (read == null) {
      throw new IllegalStateException("BUG: a section gave no record");
    }
    return new LoadedConfig(reading.file(), read.value(), read.shown(), reading.problems());
  }

  private static String text(Path file, Reading reading) {
    try {
      if (Files.size(file) > LARGEST) {
        reading.reject(Wording.of("config.rule.large"));
        return "";
      }
      String text = Files.readString(file);
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (IOException e) {
      reading.reject(Wording.of("config.rule.unreadable", Unreadable.why(e)));
      return "";
    }
  }
}
