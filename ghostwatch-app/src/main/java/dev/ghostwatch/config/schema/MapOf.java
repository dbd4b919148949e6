package dev.ghostwatch.config.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * Values of one kind under names that the user chooses.
 *
 * @param value what each of them is
 */
public record MapOf<V>(Kind<V> value) implements Kind<Map<String, V>> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  @Override
  public @Nullable Read<Map<String, V>> read(Node node, String path, Reading reading) {
    if (!(node instanceof MappingNode mapping)) {
      reject(node, path, null, reading);
      return null;
    }
    Map<String, V> values = new LinkedHashMap<>();
    Map<String, Shown> shown = new LinkedHashMap<>();
    Map<String, Node> seen = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String name = Section.name(tuple, path, seen, reading);
      if (name == null) {
        continue;
      }
      String at = path + "." + name;
      if (!NAME.matcher(name).matches()) {
        reading.reject(tuple.getKeyNode(), at, null, Wording.of("config.rule.name"), null);
        continue;
      }
      Read<V> read = value.read(tuple.getValueNode(), at, reading);
      if (read != null) {
        values.put(name, read.value());
        shown.put(name, read.shown());
      }
    }
    return new Read<>(Collections.unmodifiableMap(values), new Shown.Fields(shown));
  }

  @Override
  public Wording rule() {
    return Wording.of("config.kind.map");
  }
}
