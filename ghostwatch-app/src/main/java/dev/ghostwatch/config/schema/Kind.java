package dev.ghostwatch.config.schema;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What kind of value a key holds: reads it and says what is allowed. */
public sealed interface Kind<T> permits Scalar, ListOf, MapOf, Section, Again {
  /**
   * Reads the value of a node.
   *
   * @param path of the key that holds it
   * @return null when it breaks the rule, which the reading then knows
   */
  @Nullable Read<T> read(Node node, String path, Reading reading);

  /** What is allowed, as words that follow "must be". */
  Wording rule();

  /** What a node is, for people: its text, or the kind of its structure. */
  static @Nullable String found(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : null;
  }

  /** Says that a value breaks this rule. */
  default void reject(Node node, String path, @Nullable String nearest, Reading reading) {
    String found = found(node);
    Wording rule =
        found != null
            ? Wording.of("config.rule.mustBe", rule())
            : Wording.of(
                switch (node.getNodeType()) {
                  case MAPPING -> "config.rule.notKeys";
                  case SEQUENCE -> "config.rule.notList";
                  case SCALAR, ANCHOR -> "config.rule.mustBeAlone";
                },
                rule());
    reading.reject(node, path, found, rule, nearest);
  }

  /** Whether a key was written without a value. */
  static boolean isEmpty(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }
}
