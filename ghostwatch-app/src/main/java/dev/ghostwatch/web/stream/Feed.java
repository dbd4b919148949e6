package dev.ghostwatch.web.stream;

import dev.ghostwatch.document.Json;
import dev.ghostwatch.model.Severity;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the stream tells of; asked once a second while somebody listens. */
public interface Feed {
  /**
   * A migration.
   *
   * @param id what it is known by
   * @param body writes the fields of its document
   */
  record Item(String id, Consumer<Json> body) {}

  /** Every live migration. */
  List<Item> migrations();

  /**
   * The alerts that fire.
   *
   * @param worst the greatest severity among them; null when none fires
   */
  record Firing(int count, @Nullable Severity worst) {
    /** None fires. */
    public static final Firing NONE = new Firing(0, null);
  }

  /** What fires. */
  Firing firing();
}
