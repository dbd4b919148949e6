package dev.ghostwatch.config.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A list of values of one kind.
 *
 * @param element what each of them is
 */
public record ListOf<E>(Kind<E> element) implements Kind<List<E>> {
  @Override
  public @Nullable Read<List<E>> read(Node node, String path, Reading reading) {
    if (!(node instanceof SequenceNode sequence)) {
      reject(node, path, null, reading);
      return null;
    }
    List<E> values = new ArrayList<>();
    List<Shown> shown = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      Read<E> read = element.read(item, path + "[" + values.size() + "]", reading);
      if (read != null) {
        values.add(read.value());
        shown.add(read.shown());
      }
    }
    return new Read<>(List.copyOf(values), new Shown.Items(shown));
  }

  @Override
  public Wording rule() {
    return Wording.of("config.kind.list", element.rule());
  }
}
