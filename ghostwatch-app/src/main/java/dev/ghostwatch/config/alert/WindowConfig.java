package dev.ghostwatch.config.alert;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.ListOf;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.Wording;
import java.util.List;

/**
 * One of {@code alerts.silences}: a maintenance window that comes again.
 *
 * @param name its id, after {@code window:}
 * @param matchers what is silent in it
 * @param during names of time intervals; it is silent while one of them holds
 * @param author whom to ask about it
 * @param comment why
 */
public record WindowConfig(
    String name, Matchers matchers, List<String> during, String author, String comment) {
  public WindowConfig {
    during = List.copyOf(during);
  }

  public static final Section<WindowConfig> SECTION =
      Section.of(keys -> {
        Key<String> name = keys.required("name", Kinds.words(), "backup");
        Key<List<Matchers>> matchers =
            keys.required("matchers", LabelKinds.matchers(), "[alertname=\"Load\"]");
        Key<List<String>> during = keys.required("during", new ListOf<>(Kinds.words()), "[night]");
        Key<String> author = keys.key("author", Kinds.words(), "configuration");
        Key<String> comment = keys.required("comment", Kinds.words(), "nightly backup");
        return values -> {
          Matchers all = Matchers.together(values.of(matchers));
          if (all.matchEverything()) {
            values.reject(matchers, Wording.of("config.rule.matchesAll"));
          }
          return new WindowConfig(
              values.of(name), all, values.of(during), values.of(author), values.of(comment));
        };
      });
}
