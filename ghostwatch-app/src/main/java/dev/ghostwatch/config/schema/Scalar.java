package dev.ghostwatch.config.schema;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A single value.
 *
 * @param rule what is allowed
 * @param type how it is written in JSON
 * @param parser turns its text into the value
 * @param format turns the value into the text that is shown
 * @param words the words that are allowed, where only some are
 */
public record Scalar<T>(
    Wording rule, Shown.Type type, Parser<T> parser, Function<T, String> format, List<String> words)
    implements Kind<T> {

  /** Turns a text into a value. */
  @FunctionalInterface
  public interface Parser<T> {
    /** The value; null when the text breaks the rule. */
    @Nullable T parse(String text, Surroundings surroundings);
  }

  private static final Set<Tag> KNOWN_TAGS =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);

  public Scalar {
    words = List.copyOf(words);
  }

  @Override
  public @Nullable Read<T> read(Node node, String path, Reading reading) {
    if (!(node instanceof ScalarNode scalar)) {
      reject(node, path, null, reading);
      return null;
    }
    if (!KNOWN_TAGS.contains(scalar.getTag())) {
      reading.reject(node, path, null, Wording.of("config.rule.tag"), null);
      return null;
    }
    T value = parser.parse(scalar.getValue().strip(), reading.surroundings());
    if (value == null) {
      reject(node, path, NearestKey.of(scalar.getValue(), words), reading);
      return null;
    }
    return new Read<>(value, new Shown.Single(format.apply(value), type));
  }
}
