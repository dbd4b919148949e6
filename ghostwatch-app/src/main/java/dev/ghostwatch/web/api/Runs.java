package dev.ghostwatch.web.api;

import dev.ghostwatch.history.PastRun;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.web.route.ProblemException;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** Finds the run that a request is about: live, or remembered. */
final class Runs {
  private static final String NONE = "No such migration";

  private final Migrations live;
  private final Past past;

  Runs(Migrations live, Past past) {
    this.live = live;
    this.past = past;
  }

  /**
   * A run.
   *
   * @param id by which it is remembered; null for one of which too little is known yet
   * @param snapshot null for one of the past
   * @param past null when it is live
   */
  record Found(@Nullable String id, @Nullable Snapshot snapshot, @Nullable PastRun past) {}

  static Found found(Snapshot snapshot) {
    MigrationId id = snapshot.id();
    return new Found(id == null ? null : id.text(), snapshot, null);
  }

  static Found found(PastRun run) {
    return new Found(run.row().id(), null, run);
  }

  static boolean isOver(Snapshot snapshot) {
    return switch (snapshot.lifecycle()) {
      case STARTING, RUNNING -> false;
      case SUCCEEDED, FAILED, ABORTED, VANISHED -> true;
    };
  }

  Past past() {
    return past;
  }

  Migrations live() {
    return live;
  }

  /** The run that the path names: by id, or the newest live one with that {@code db.table}. */
  Found wanted(Context request) throws ProblemException, StoreException {
    String name = request.pathParam("id");
    Snapshot snapshot = find(name);
    if (snapshot != null) {
      return found(snapshot);
    }
    PastRun remembered = MigrationId.parse(name) == null ? null : past.run(name);
    if (remembered != null) {
      return found(remembered);
    }
    throw ProblemException.notFound(
        NONE,
        "No migration with the id or name "
            + name
            + " runs or has ended in the last hour"
            + (past.isStored() ? ", and the history knows none with that id" : "")
            + ". /api/v1/migrations lists those that do.");
  }

  /** The live run that the path names. */
  Snapshot running(Context request) throws ProblemException, StoreException {
    Found found = wanted(request);
    Snapshot snapshot = found.snapshot();
    if (snapshot == null) {
      throw ProblemException.notFound(
          NONE, "The migration " + found.id() + " has ended; only the history knows it.");
    }
    return snapshot;
  }

  private @Nullable Snapshot find(String wanted) {
    Snapshot byName = null;
    for (Snapshot snapshot : live.snapshots()) {
      MigrationId id = snapshot.id();
      if (id != null && id.text().equals(wanted)) {
        return snapshot;
      }
      if (snapshot.table() != null && snapshot.table().toString().equals(wanted)) {
        byName = snapshot;
      }
    }
    return byName;
  }
}
