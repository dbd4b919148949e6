package dev.ghostwatch.alert;

import java.util.List;

/**
 * A notification as it waits for delivery, maybe over a restart: the migrations in it are the
 * documents they were when it was decided, and its alerts have no snapshots.
 *
 * @param notification what is told
 * @param migrations the JSON object of each migration that it is about, each once
 */
public record Letter(Notification notification, List<String> migrations) {
  public Letter {
    migrations = List.copyOf(migrations);
  }
}
