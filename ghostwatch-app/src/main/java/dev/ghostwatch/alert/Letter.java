package dev.ghostwatch.alert;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A notification as it waits for delivery, maybe over a restart: the migrations in it are the
 * documents they were when it was decided, and its alerts have no snapshots.
 *
 * @param notification what is told
 * @param documents for each alert the JSON object of its migration; null for an alert about the
 *     agent itself
 */
public record Letter(Notification notification, List<@Nullable String> documents) {
  public Letter {
    documents = new ArrayList<>(documents);
    if (documents.size() != notification.alerts().size()) {
      throw new IllegalArgumentException("BUG: a document for each alert, not " + documents.size());
    }
  }

  /** The documents of its migrations, each once. */
  public List<String> migrations() {
    Set<String> distinct = new LinkedHashSet<>();
    for (String document : documents) {
      if (document != null) {
        distinct.add(document);
      }
    }
    return List.copyOf(distinct);
  }
}
