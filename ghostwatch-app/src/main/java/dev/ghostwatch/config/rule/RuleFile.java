package dev.ghostwatch.config.rule;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Problem;
import dev.ghostwatch.config.schema.Read;
import dev.ghostwatch.config.schema.Reading;
import dev.ghostwatch.config.schema.Section;
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
 * A file of rules: a list under the key {@code rules}.
 *
 * @param rules those that could be read
 * @param problems everything that is wrong, as it stands in the file
 */
public record RuleFile(List<RuleConfig> rules, List<Problem> problems) {
  private static final long LARGEST = 1 << 20;

  private static final Section<List<RuleConfig>> FILE =
      Section.of(keys -> {
        Key<List<RuleConfig>> rules = keys.list("rules", RuleConfig.SECTION);
        return values -> values.of(rules);
      });

  public RuleFile {
    rules = List.copyOf(rules);
    problems = List.copyOf(problems);
  }

  /** Reads a file; what is wrong is in the result. */
  public static RuleFile load(Path file, Map<String, String> environment) {
    Reading reading = new Reading(file, Surroundings.of(environment, file));
    try {
      if (Files.size(file) > LARGEST) {
        reading.reject(Wording.of("config.rule.large"));
        return new RuleFile(List.of(), reading.problems());
      }
      return read(Files.readString(file), reading);
    } catch (IOException e) {
      reading.reject(Wording.of("config.rule.unreadable", Unreadable.why(e)));
      return new RuleFile(List.of(), reading.problems());
    }
  }

  /** Reads a text. */
  public static RuleFile parse(String text, @Nullable Path file) {
    return read(text, new Reading(file, Surroundings.of(Map.of(), file)));
  }

  private static RuleFile read(String text, Reading reading) {
    Node tree = YamlTree.of(text, reading);
    Read<List<RuleConfig>> read = tree == null ? null : FILE.read(tree, "", reading);
    return new RuleFile(read == null ? List.of() : read.value(), reading.problems());
  }
}
