package dev.ghostwatch.config.schema;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Turns YAML into a tree whose nodes know their place in the file. */
public final class YamlTree {
  private YamlTree() {}

  /** The tree of a text; null when it is empty or not YAML, which the reading then knows. */
  public static @Nullable Node of(String text, Reading reading) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setUseMarks(true)
            .setAllowNonScalarKeys(true)
            .build();
    try {
      return new Compose(settings).composeString(text).orElse(null);
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      reading.reject(
          mark.map(at -> at.getLine() + 1).orElse(0),
          mark.map(at -> at.getColumn() + 1).orElse(0),
          problem(e));
    } catch (YamlEngineException e) {
      reading.reject(
          Wording.of("config.yaml", String.valueOf(e.getMessage()).lines().toList().getFirst()));
    } catch (StackOverflowError _) {
      reading.reject(Wording.of("config.yaml.deep"));
    }
    return null;
  }

  private static Wording problem(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem());
    if (problem.contains("(TAB)")) {
      return Wording.of("config.yaml.tab");
    }
    // The parser would quote the name, which may be a password that begins with such a character.
    if (problem.contains("alias") || problem.contains("anchor") || problem.contains("tag")) {
      return Wording.of("config.yaml.quotes");
    }
    String context = e.getContext();
    return Wording.of("config.yaml", context == null ? problem : context + ", " + problem);
  }
}
