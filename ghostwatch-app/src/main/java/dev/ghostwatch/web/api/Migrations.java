package dev.ghostwatch.web.api;

import dev.ghostwatch.model.Snapshot;
import java.util.List;

/** What the agent knows of migrations, for those who read. */
@FunctionalInterface
public interface Migrations {
  /** The picture of each migration that runs or has ended lately, the oldest first. */
  List<Snapshot> snapshots();
}
