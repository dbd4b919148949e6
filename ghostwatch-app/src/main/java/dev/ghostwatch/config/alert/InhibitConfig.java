package dev.ghostwatch.config.alert;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Section;
import java.util.List;

/**
 * One of {@code alerts.inhibit}: while a source fires, targets are not told.
 *
 * @param sources what inhibits
 * @param targets what is inhibited
 * @param equal labels that must have the same value in both; one that both lack is the same
 */
public record InhibitConfig(Matchers sources, Matchers targets, List<String> equal) {
  public InhibitConfig {
    equal = List.copyOf(equal);
  }

  public static final Section<InhibitConfig> SECTION =
      Section.of(keys -> {
        Key<List<Matchers>> sources =
            keys.required("source-matchers", LabelKinds.matchers(), "[severity=\"critical\"]");
        Key<List<Matchers>> targets =
            keys.required("target-matchers", LabelKinds.matchers(), "[severity=\"warning\"]");
        Key<List<String>> equal = keys.list("equal", LabelKinds.name());
        return values ->
            new InhibitConfig(
                Matchers.together(values.of(sources)),
                Matchers.together(values.of(targets)),
                values.of(equal));
      });
}
