package dev.ghostwatch.config.alert;

import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.ListOf;
import dev.ghostwatch.config.schema.Scalar;
import dev.ghostwatch.config.schema.Wording;
import java.util.regex.Pattern;

/** What labels and conditions on them look like in the configuration. */
final class LabelKinds {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Pattern GROUP_BY = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*|\\.\\.\\.");

  private LabelKinds() {}

  static Scalar<String> name() {
    return Kinds.matching(NAME, Wording.of("config.kind.label"));
  }

  /** A label to group by, or {@code ...} for all. */
  static Scalar<String> groupBy() {
    return Kinds.matching(GROUP_BY, Wording.of("config.kind.groupBy"));
  }

  static ListOf<Matchers> matchers() {
    return new ListOf<>(Matchers.kind());
  }
}
