package dev.ghostwatch.web.stream;

import dev.ghostwatch.document.Json;
import java.util.List;
import java.util.function.Consumer;

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

  /** How many alerts fire. */
  int firing();
}
