package dev.ghostwatch.config.schema;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The values of the keys of one section, for the record made of them and the rules between them.
 */
public final class Values {
  private final Map<Key<?>, Read<?>> reads;
  private final Map<String, Node> given;
  private final Node section;
  private final String path;
  private final Reading reading;

  Values(
      Map<Key<?>, Read<?>> reads,
      Map<String, Node> given,
      Node section,
      String path,
      Reading reading) {
    this.reads = reads;
    this.given = given;
    this.section = section;
    this.path = path;
    this.reading = reading;
  }

  /** The value of a key of this section. */
  // The key carries the type that its kind reads.
  @SuppressWarnings("unchecked")
  public <T extends @Nullable Object> T of(Key<T> key) {
    Read<?> read = reads.get(key);
    if (read == null) {
      throw new IllegalArgumentException("BUG: " + path + " has no key " + key.name());
    }
    return (T) read.value();
  }

  /** The text of a key with its place; null when it has none. */
  public @Nullable SourceText text(Key<? extends @Nullable String> key) {
    String value = of(key);
    Node node = node(key);
    // What a block scalar (|) holds begins on the line after its mark.
    boolean block =
        node instanceof ScalarNode scalar
            && (scalar.getScalarStyle() == ScalarStyle.LITERAL
                || scalar.getScalarStyle() == ScalarStyle.FOLDED);
    return value == null
        ? null
        : new SourceText(
            value,
            reading.file(),
            Reading.line(node) + (block ? 1 : 0),
            Reading.column(node),
            Section.below(path, key.name()));
  }

  /** Whether the key stands in the file. */
  public boolean isGiven(Key<?> key) {
    Node node = given.get(key.name());
    return node != null && !Kind.isEmpty(node);
  }

  /**
   * Whether nothing is wrong so far. Where something is, defaults stand in for values, and a rule
   * that compares values would blame the wrong ones.
   */
  public boolean isSound() {
    return reading.problems().stream().noneMatch(Problem::isError);
  }

  /** Where the file stands in the world. */
  public Surroundings surroundings() {
    return reading.surroundings();
  }

  /** The file that is read, null when there is none. */
  @Nullable Path file() {
    return reading.file();
  }

  /** Says that the value of a key does not fit the others. */
  public void reject(Key<?> key, Wording rule) {
    reading.reject(node(key), Section.below(path, key.name()), null, rule, null);
  }

  /** The same with the value that was found. */
  public void reject(Key<?> key, String found, Wording rule) {
    reading.reject(node(key), Section.below(path, key.name()), found, rule, null);
  }

  /** The same for a word that is none of those known; the nearest of them is proposed. */
  public void rejectWord(Key<?> key, String found, Wording rule, Collection<String> known) {
    reading.reject(
        node(key), Section.below(path, key.name()), found, rule, NearestKey.of(found, known));
  }

  /** Says that something about a key deserves a look; the file is used all the same. */
  public void warn(Key<?> key, Wording rule) {
    reading.warn(node(key), Section.below(path, key.name()), rule);
  }

  private Node node(Key<?> key) {
    return given.getOrDefault(key.name(), section);
  }
}
