package dev.ghostwatch.web.api;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.control.SettingText;
import dev.ghostwatch.document.HistoryDocument;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.text.Texts;
import dev.ghostwatch.web.route.Answers;
import dev.ghostwatch.web.route.Need;
import dev.ghostwatch.web.route.ProblemException;
import dev.ghostwatch.web.route.Query;
import dev.ghostwatch.web.route.Route;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What there is to know of one migration beside its picture. */
public final class RunRoutes {
  private static final String ONE = "/api/v1/migrations/{id}";
  private static final String NONE = "There is no such migration.";
  private static final int USUAL_EVENTS = 200;
  private static final int MOST_EVENTS = 5000;
  private static final int USUAL_LINES = 200;
  private static final int MOST_LINES = 5000;

  private final Runs runs;

  /** Of these migrations. */
  public RunRoutes(Migrations live, Past past) {
    this.runs = new Runs(live, past);
  }

  /** The routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(
                ONE + "/throttling",
                Need.READ,
                "When the migration was throttled, and for what reason, the oldest first.",
                this::throttling)
            .with("from", "date-time", "only what lasted beyond this time")
            .with("to", "date-time", "only what began before this time")
            .gives(Examples.THROTTLING)
            .refuses(400, "The query makes no sense.")
            .refuses(404, NONE),
        Route.get(
                ONE + "/events",
                Need.READ,
                "What happened: events, changes of settings, commands, alerts, the newest first.",
                this::events)
            .with("limit", "integer", "at most so many: 1 to 5000, usually 200")
            .with("before", "date-time", "only what happened before this time")
            .gives(Examples.EVENTS)
            .refuses(400, "The query makes no sense.")
            .refuses(404, NONE),
        Route.get(
                ONE + "/settings",
                Need.READ,
                "The settings as they were last seen; nothing is asked of gh-ost.",
                this::settings)
            .with("lang", "string", "language of meaning and advice: en or zh")
            .gives(Examples.SETTINGS)
            .refuses(404, NONE),
        Route.get(
                ONE + "/findings",
                Need.READ,
                "What the diagnosis finds, or found of a run that is over.",
                this::findings)
            .with("lang", "string", "language of the texts: en or zh")
            .gives(Examples.FINDINGS)
            .refuses(404, NONE),
        Route.get(ONE + "/log", Need.READ, "The last lines of gh-ost's log.", this::log)
            .with("lines", "integer", "so many: 1 to 5000, usually 200")
            .gives("{\"path\":\"/var/log/gh-ost/orders.log\",\"lines\":[\"…\"]}")
            .refuses(400, "The query makes no sense.")
            .refuses(404, "There is no such migration, or no log of it that may be read."));
  }

  private void throttling(Context request) throws IOException, StoreException, ProblemException {
    Query.Range range = Query.range(request);
    Runs.Found run = runs.wanted(request);
    List<Band> bands =
        run.id() == null ? List.of() : Band.of(runs.past().events(run.id()), end(run));
    Answers.array(
        request,
        bands.stream()
            .filter(band -> range.to() == null || band.from().isBefore(range.to()))
            .filter(band ->
                range.from() == null || band.to() == null || band.to().isAfter(range.from()))
            .toList(),
        (json, band) -> band.write(json));
  }

  private static @Nullable Instant end(Runs.Found run) {
    if (run.past() != null) {
      return run.past().row().endedAt();
    }
    return run.snapshot() != null && Runs.isOver(run.snapshot())
        ? run.snapshot().observedAt()
        : null;
  }

  private void events(Context request) throws IOException, StoreException, ProblemException {
    int limit = Query.whole(request, "limit", USUAL_EVENTS, 1, MOST_EVENTS);
    Instant before = Query.time(request, "before");
    Runs.Found run = runs.wanted(request);
    List<Happening> all = run.id() == null ? List.of() : Happening.of(runs.past(), run.id());
    Answers.array(
        request,
        all.stream()
            .filter(event -> before == null || event.at().isBefore(before))
            .limit(limit)
            .toList(),
        (json, event) -> event.write(json));
  }

  private void settings(Context request) throws IOException, StoreException, ProblemException {
    Runs.Found run = runs.wanted(request);
    Texts texts = Query.texts(request);
    Snapshot snapshot = run.snapshot();
    boolean changeable = snapshot != null && snapshot.endpoint() != null && !Runs.isOver(snapshot);
    Answers.array(
        request,
        List.of(Setting.values()),
        (json, setting) -> {
          json.text("name", setting.wireName());
          json.text("value", value(run, setting));
          json.text("default", setting.defaultValue());
          json.text("meaning", texts.get("settings." + setting.wireName() + ".meaning"));
          json.text("advice", texts.get("settings." + setting.wireName() + ".advice"));
          json.flag("changeable", changeable);
        });
  }

  private static @Nullable String value(Runs.Found run, Setting setting) {
    if (run.snapshot() != null) {
      Settings settings = run.snapshot().settings();
      return settings == null ? null : SettingText.of(setting, settings);
    }
    return run.past() == null ? null : run.past().row().settings().get(setting.wireName());
  }

  private void findings(Context request) throws IOException, StoreException, ProblemException {
    Runs.Found run = runs.wanted(request);
    MigrationDocument document = new MigrationDocument(() -> Query.texts(request));
    if (run.snapshot() != null && !Runs.isOver(run.snapshot())) {
      Answers.array(
          request,
          run.snapshot().findings(),
          (json, finding) -> {
            json.text("from", null);
            json.text("to", null);
            document.finding(json, finding);
          });
    } else {
      List<FindingRow> found = run.id() == null ? List.of() : runs.past().findings(run.id());
      Answers.array(request, found, (json, row) -> HistoryDocument.finding(json, row, document));
    }
  }

  private void log(Context request) throws IOException, StoreException, ProblemException {
    int lines = Query.whole(request, "lines", USUAL_LINES, 1, MOST_LINES);
    Runs.Found run = runs.wanted(request);
    ProcessFacts process = run.snapshot() == null ? null : run.snapshot().process();
    Path file = process == null ? null : process.logFile();
    if (process == null || file == null) {
      throw ProblemException.notFound(
          "No log",
          process == null
              ? "No gh-ost process of "
                  + run.id()
                  + " was seen on this host, so its log is not known here."
              : "gh-ost (process "
                  + process.pid()
                  + ") prints to "
                  + process.output()
                  + ", no file that can be shown. Start gh-ost with its output in a file.");
    }
    List<String> tail;
    try {
      tail = LogTail.of(file, lines);
    } catch (IOException e) {
      throw new ProblemException(
          404,
          "No log",
          "The log "
              + file
              + " of gh-ost (process "
              + process.pid()
              + ") could not be read: "
              + e
              + ". Let the agent's user read it.",
          e);
    }
    Answers.object(
        request,
        json -> {
          json.text("path", file.toString());
          json.texts("lines", tail);
        });
  }
}
