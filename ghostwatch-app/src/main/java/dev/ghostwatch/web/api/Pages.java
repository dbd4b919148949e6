package dev.ghostwatch.web.api;

import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.history.PastRun;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.web.route.Answers;
import dev.ghostwatch.web.route.ProblemException;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pages of the runs that are over. */
final class Pages {
  private final Runs runs;

  Pages(Runs runs) {
    this.runs = runs;
  }

  /**
   * The next page of runs that are over, and in the answer where the one after it is.
   *
   * @param text only those that contain it; null for all
   * @param limit at most so many
   */
  List<PastRun> ended(Context request, @Nullable String text, int limit)
      throws StoreException, ProblemException {
    Set<String> running = running();
    HistoryReader.Place after = place(request.queryParam("cursor"));
    // What runs still is left out: ask for as many more, and for one more to know if there is one.
    List<PastRun> found = runs.past().page(text, after, limit + running.size() + 1);
    List<PastRun> page = new ArrayList<>();
    for (PastRun run : found) {
      if (running.contains(run.row().id())) {
        continue;
      }
      if (page.size() == limit) {
        PastRun last = page.getLast();
        Answers.next(request, cursor(last.row().startedAt(), last.row().id()));
        break;
      }
      page.add(run);
    }
    return page;
  }

  private Set<String> running() {
    Set<String> ids = new HashSet<>();
    for (Snapshot snapshot : runs.live().snapshots()) {
      MigrationId id = snapshot.id();
      if (id != null && !Runs.isOver(snapshot)) {
        ids.add(id.text());
      }
    }
    return ids;
  }

  private static String cursor(Instant startedAt, String id) {
    String text = startedAt.toEpochMilli() + " " + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static HistoryReader.@Nullable Place place(@Nullable String cursor)
      throws ProblemException {
    if (cursor == null) {
      return null;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int blank = text.indexOf(' ');
      return new HistoryReader.Place(
          Instant.ofEpochMilli(Long.parseLong(text.substring(0, Math.max(0, blank)))),
          text.substring(blank + 1));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          400,
          "Bad query",
          "cursor must be one that a Link header of an earlier page gave; found \""
              + cursor
              + "\". Begin again without a cursor.",
          e);
    }
  }
}
