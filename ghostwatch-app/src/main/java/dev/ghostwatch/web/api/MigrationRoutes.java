package dev.ghostwatch.web.api;

import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.HistoryDocument;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.document.LayersDocument;
import dev.ghostwatch.document.LayersText;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.MigrationLayers;
import dev.ghostwatch.text.Texts;
import dev.ghostwatch.web.route.Answers;
import dev.ghostwatch.web.route.Need;
import dev.ghostwatch.web.route.ProblemException;
import dev.ghostwatch.web.route.Query;
import dev.ghostwatch.web.route.Route;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/migrations}: the picture of each migration. */
public final class MigrationRoutes {
  private static final String ALL = "/api/v1/migrations";
  private static final int USUAL = 50;
  private static final int MOST = 500;

  private final Runs runs;
  private final Pages pages;
  private final Function<Snapshot, MigrationLayers> around;
  private final MigrationDocument document;
  private final LayersDocument layers;
  private final AlertsOfMigration alerts;

  /**
   * Of these migrations.
   *
   * @param around what is known around a migration
   */
  public MigrationRoutes(
      Migrations live,
      Past past,
      Function<Snapshot, MigrationLayers> around,
      MigrationDocument document,
      LayersDocument layers,
      AlertsOfMigration alerts) {
    this.runs = new Runs(live, past);
    this.pages = new Pages(runs);
    this.around = around;
    this.document = document;
    this.layers = layers;
    this.alerts = alerts;
  }

  /** The routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(ALL, Need.READ, "The migrations, those that run first.", this::all)
            .with(
                "state",
                "string",
                "live (those that run or have ended lately; what is given without it), running,"
                    + " ended, or all")
            .with("q", "string", "only those whose id or a host's name contains it")
            .with("limit", "integer", "at most so many that are over: 1 to 500, usually 50")
            .with("cursor", "string", "from the Link header of the page before")
            .gives("[" + Examples.MIGRATION + "]")
            .refuses(400, "The query makes no sense."),
        Route.get(ALL + "/{id}", Need.READ, "One migration.", this::one)
            .gives(Examples.MIGRATION)
            .refuses(404, "There is no such migration."),
        Route.get(
                ALL + "/{id}/layers",
                Need.READ,
                "What the agent knows of a migration that runs: findings, servers, host, lag, what may"
                    + " come.",
                this::layers)
            .gives("{\"rates\":null,\"eta\":null}")
            .refuses(404, "There is no such migration."),
        Route.get(
                ALL + "/{id}/layers.txt",
                Need.READ,
                "The same for people: label, tab, text.",
                this::layersText)
            .with("lang", "string", "en or zh")
            .with("last", "string", "with when it was last seen")
            .gives(200, "text/plain", "As asked.", "lag\t0.02 s\n")
            .refuses(404, "There is no such migration."));
  }

  private void all(Context request) throws IOException, StoreException, ProblemException {
    String state = request.queryParam("state");
    String text = request.queryParam("q");
    String wanted = state == null ? "live" : state;
    if (!List.of("live", "running", "ended", "all").contains(wanted)) {
      throw ProblemException.badRequest(
          "Bad query", "state must be live, running, ended or all; found \"" + wanted + "\".");
    }
    List<Snapshot> live = new ArrayList<>();
    List<Snapshot> over = new ArrayList<>();
    for (Snapshot snapshot : runs.live().snapshots()) {
      if (text == null || contains(snapshot, text.toLowerCase(Locale.ROOT))) {
        (Runs.isOver(snapshot) ? over : live).add(snapshot);
      }
    }
    List<Runs.Found> shown = new ArrayList<>();
    int limit = Query.whole(request, "limit", USUAL, 1, MOST);
    // What runs is on the first page only.
    if (!wanted.equals("ended") && request.queryParam("cursor") == null) {
      live.forEach(snapshot -> shown.add(Runs.found(snapshot)));
    }
    boolean pastWanted = wanted.equals("ended") || wanted.equals("all");
    if (pastWanted && runs.past().isStored()) {
      pages.ended(request, text, limit).forEach(run -> shown.add(Runs.found(run)));
    } else if (!wanted.equals("running")) {
      over.forEach(snapshot -> shown.add(Runs.found(snapshot)));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
    Documents.array(out, Documents.Format.JSON_LINE, shown, this::write);
    request.contentType(Route.JSON).result(out.toByteArray());
  }

  private static boolean contains(Snapshot snapshot, String text) {
    MigrationId id = snapshot.id();
    return has(id == null ? null : id.text(), text)
        || has(snapshot.table() == null ? null : snapshot.table().toString(), text)
        || has(snapshot.migratedHost(), text)
        || has(snapshot.executingHost(), text);
  }

  private static boolean has(@Nullable String where, String text) {
    return where != null && where.toLowerCase(Locale.ROOT).contains(text);
  }

  private void one(Context request) throws IOException, StoreException, ProblemException {
    Runs.Found found = runs.wanted(request);
    Answers.object(request, json -> write(json, found));
  }

  private void write(Json json, Runs.Found found) {
    if (found.snapshot() != null) {
      write(json, found.snapshot());
    } else if (found.past() != null) {
      HistoryDocument.migration(json, found.past().row(), found.past().last());
    }
  }

  /** Writes the fields of the document of a live migration. */
  public void write(Json json, Snapshot snapshot) {
    document.write(json, snapshot);
    layers.write(json, snapshot, around.apply(snapshot));
    alerts.write(json, snapshot);
  }

  private void layers(Context request) throws IOException, StoreException, ProblemException {
    Snapshot found = runs.running(request);
    Answers.object(
        request,
        json -> {
          MigrationDocument.rates(json, found);
          MigrationDocument.eta(json, found);
          document.findings(json, found);
          layers.write(json, found, around.apply(found));
          alerts.write(json, found);
        });
  }

  /** For the command line: label, tab, text, in the language that the request names. */
  private void layersText(Context request) throws StoreException, ProblemException {
    Snapshot found = runs.running(request);
    Texts texts = Query.texts(request);
    List<LayersText.Line> lines = new ArrayList<>();
    if (request.queryParam("last") != null) {
      lines.add(LayersText.lastSeen(found, texts));
    }
    lines.addAll(LayersText.of(found, around.apply(found), texts));
    StringBuilder text = new StringBuilder();
    for (LayersText.Line line : lines) {
      text.append(line.label()).append('\t').append(line.text()).append('\n');
    }
    text.append(alerts.text(found, texts));
    request.contentType("text/plain; charset=utf-8").result(text.toString());
  }
}
