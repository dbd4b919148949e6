package dev.ghostwatch.config.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A part of the file with keys of its own, read into a record. */
public final class Section<T> implements Kind<T> {
  /** Makes the record of the values of its keys. */
  @FunctionalInterface
  public interface Maker<T> {
    /**
     * The record, also when values were rejected: those are then at their defaults. Rules between
     * keys are checked here.
     */
    T make(Values values);
  }

  private final List<Key<?>> keys;
  private final Maker<T> maker;

  private Section(List<Key<?>> keys, Maker<T> maker) {
    this.keys = keys;
    this.maker = maker;
  }

  /** Declares a section: its keys, and the record made of them. */
  public static <T> Section<T> of(Function<Keys, Maker<T>> declaration) {
    Keys keys = new Keys();
    Maker<T> maker = declaration.apply(keys);
    return new Section<>(keys.declared(), maker);
  }

  /** The keys in the order of the reference page. */
  public List<Key<?>> keys() {
    return keys;
  }

  @Override
  public Wording rule() {
    return Wording.of("config.kind.section");
  }

  @Override
  public @Nullable Read<T> read(Node node, String path, Reading reading) {
    Map<String, Node> given = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      collect(mapping, path, given, reading);
    } else if (!Kind.isEmpty(node)) {
      reject(node, path, null, reading);
    }
    Map<Key<?>, Read<?>> reads = new HashMap<>();
    Map<String, Shown> shown = new LinkedHashMap<>();
    for (Key<?> key : keys) {
      Read<?> read = read(key, given.get(key.name()), node, below(path, key.name()), reading);
      reads.put(key, read);
      shown.put(key.name(), read.shown());
    }
    T made = maker.make(new Values(reads, given, node, path, reading));
    return new Read<>(made, new Shown.Fields(shown));
  }

  private void collect(MappingNode mapping, String path, Map<String, Node> given, Reading reading) {
    Map<String, Node> seen = new HashMap<>();
    List<String> names = keys.stream().<String>map(Key::name).toList();
    for (NodeTuple tuple : mapping.getValue()) {
      String name = name(tuple, path, seen, reading);
      if (name != null && !names.contains(name)) {
        List<String> free = new ArrayList<>(names);
        mapping.getValue().forEach(other -> free.remove(Kind.found(other.getKeyNode())));
        String nearest = NearestKey.of(name, free);
        reading.reject(
            tuple.getKeyNode(),
            below(path, name),
            null,
            Wording.of("config.rule.unknown"),
            nearest == null ? null : below(path, nearest));
      } else if (name != null) {
        given.put(name, tuple.getValueNode());
      }
    }
  }

  /** The name of a key; null when it is none or was there before, which the reading then knows. */
  static @Nullable String name(
      NodeTuple tuple, String path, Map<String, Node> seen, Reading reading) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      reading.reject(tuple.getKeyNode(), path, null, Wording.of("config.rule.noName"), null);
      return null;
    }
    String name = key.getValue();
    Node first = seen.putIfAbsent(name, key);
    if (first != null) {
      reading.reject(
          key,
          below(path, name),
          null,
          Wording.of("config.rule.twice", String.valueOf(Reading.line(first))),
          null);
      return null;
    }
    return name;
  }

  private static Read<?> read(
      Key<?> key, @Nullable Node node, Node parent, String path, Reading reading) {
    if (node != null && Kind.isEmpty(node) && key.need() != Key.Need.OPTIONAL) {
      if (key.kind() instanceof Scalar<?>) {
        reading.reject(node, path, null, Wording.of("config.rule.empty"), null);
      }
    } else if (node != null && !Kind.isEmpty(node)) {
      Read<?> read = key.kind().read(node, path, reading);
      if (read != null) {
        return read;
      }
    } else if (node == null && key.need() == Key.Need.REQUIRED) {
      reading.reject(
          parent,
          path,
          null,
          Wording.of("config.rule.missing", key.name() + ": " + key.usual()),
          null);
    }
    return usual(key, path, reading);
  }

  /** The default, or the example that stands in for a required value that is missing. */
  private static Read<?> usual(Key<?> key, String path, Reading reading) {
    if (key.usual() == null || key.need() == Key.Need.OPTIONAL) {
      return new Read<@Nullable Object>(null, Shown.NOTHING);
    }
    Reading own = new Reading(null, reading.surroundings());
    Node node = YamlTree.of(key.usual(), own);
    Read<?> read = node == null ? null : key.kind().read(node, path, own);
    if (read == null || (!own.problems().isEmpty() && key.need() == Key.Need.DEFAULTED)) {
      throw new IllegalStateException(
          "BUG: the default of " + path + " breaks its own rule: " + own.problems());
    }
    return read;
  }

  static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
