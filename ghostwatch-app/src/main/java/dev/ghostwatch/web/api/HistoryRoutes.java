package dev.ghostwatch.web.api;

import dev.ghostwatch.document.HistoryDocument;
import dev.ghostwatch.history.PastRun;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.web.route.Answers;
import dev.ghostwatch.web.route.Need;
import dev.ghostwatch.web.route.ProblemException;
import dev.ghostwatch.web.route.Query;
import dev.ghostwatch.web.route.Route;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** {@code /api/v1/history}: the runs that are over. */
public final class HistoryRoutes {
  private static final int USUAL = 50;
  private static final int MOST = 500;

  private final Runs runs;

  /** Of these migrations. */
  public HistoryRoutes(Migrations live, Past past) {
    this.runs = new Runs(live, past);
  }

  /** The routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(
                "/api/v1/history",
                Need.READ,
                "The runs that are over, the newest first. The Link header says where the next page"
                    + " is.",
                this::history)
            .with("q", "string", "only those whose id or a host's name contains it")
            .with("limit", "integer", "at most so many: 1 to 500, usually 50")
            .with("cursor", "string", "from the Link header of the page before")
            .gives("[" + Examples.MIGRATION + "]")
            .refuses(400, "The query makes no sense."));
  }

  private void history(Context request) throws IOException, StoreException, ProblemException {
    int limit = Query.whole(request, "limit", USUAL, 1, MOST);
    List<PastRun> page = new Pages(runs).ended(request, request.queryParam("q"), limit);
    Answers.array(
        request, page, (json, run) -> HistoryDocument.migration(json, run.row(), run.last()));
  }
}
