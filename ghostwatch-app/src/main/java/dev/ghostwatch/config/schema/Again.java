package dev.ghostwatch.config.schema;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The same keys once more, inside of themselves: the routes of a route.
 *
 * @param section gives the section it lies in, which is not made yet when its keys are declared
 * @param where the path of that section, for people
 */
public record Again<T>(Supplier<Section<T>> section, String where) implements Kind<T> {
  @Override
  public @Nullable Read<T> read(Node node, String path, Reading reading) {
    return section.get().read(node, path, reading);
  }

  @Override
  public Wording rule() {
    return Wording.of("config.kind.again", where);
  }
}
