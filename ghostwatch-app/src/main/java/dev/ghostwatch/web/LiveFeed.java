package dev.ghostwatch.web;

import dev.ghostwatch.alert.pipeline.AlertStatus;
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
  public Firing firing() {
    // The worst comes first.
    List<AlertStatus> firing = view.alerts() == null ? List.of() : view.alerts().firing();
    return firing.isEmpty()
        ? Firing.NONE
        : new Firing(firing.size(), firing.getFirst().alert().severity());
  }
}
