package dev.ghostwatch.web;

import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.web.api.MigrationRoutes;
import dev.ghostwatch.web.stream.Feed;
import java.util.ArrayList;
import java.util.List;

/**
 * The documents of the live migrations, as the stream tells them.
 *
 * @param view what the agent shows
 * @param routes writes the documents
 */
record LiveFeed(AgentView view, MigrationRoutes routes) implements Feed {
  @Override
  public List<Item> migrations() {
    List<Item> items = new ArrayList<>();
    for (Snapshot snapshot : view.migrations().snapshots()) {
      if (snapshot.id() != null) {
        items.add(new Item(snapshot.id().text(), json -> routes.write(json, snapshot)));
      }
    }
    return items;
  }

  @Override
  public int firing() {
    return view.alerts() == null ? 0 : view.alerts().firing().size();
  }
}
