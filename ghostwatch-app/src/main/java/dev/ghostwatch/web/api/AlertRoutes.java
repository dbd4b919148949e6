package dev.ghostwatch.web.api;

import dev.ghostwatch.alert.pipeline.AlertDocument;
import dev.ghostwatch.alert.pipeline.AlertService;
import dev.ghostwatch.alert.pipeline.PastQuery;
import dev.ghostwatch.alert.silence.SilenceDocument;
import dev.ghostwatch.alert.silence.SilenceException;
import dev.ghostwatch.alert.silence.SilenceStatus;
import dev.ghostwatch.web.route.Answers;
import dev.ghostwatch.web.route.JsonBody;
import dev.ghostwatch.web.route.Need;
import dev.ghostwatch.web.route.Problem;
import dev.ghostwatch.web.route.ProblemException;
import dev.ghostwatch.web.route.Query;
import dev.ghostwatch.web.route.Route;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

/** {@code /api/v1/alerts} and {@code /api/v1/silences}. */
public final class AlertRoutes {
  private static final int CREATED = 201;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int MEDIA_TYPE = 415;
  private static final int REFUSED = 422;
  private static final int UNAVAILABLE = 503;
  private static final int USUAL_LIMIT = 200;
  private static final int MOST = 10_000;
  private static final String JSON = "application/json";

  private static final String EXAMPLE =
      """
      [{"fingerprint":"8d2b1c0e","name":"MigrationStuck","severity":"warning","status":"firing",\
      "migration":"shop.orders","startsAt":"2026-11-22T13:10:46.000Z","endsAt":null}]\
      """;
  private static final String SILENCE =
      """
      {"id":"s-1","matchers":["migration=\\"shop.orders\\""],"startsAt":"2026-11-22T13:10:46.000Z",\
      "endsAt":"2026-11-22T14:10:46.000Z","author":"ann","comment":"index rebuild"}\
      """;

  private final AlertService alerts;

  /** Of these alerts. */
  public AlertRoutes(AlertService alerts) {
    this.alerts = alerts;
  }

  /** The routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(
                "/api/v1/alerts", Need.READ, "The alerts that fire, the worst first.", this::firing)
            .with("migration", "string", "only those of this migration, as db.table")
            .gives(EXAMPLE),
        Route.get(
                "/api/v1/alerts/history",
                Need.READ,
                "The alerts that fired, the latest first.",
                this::past)
            .with("since", "date-time", "only those since this time")
            .with("migration", "string", "only those of this migration, as db.table")
            .with("limit", "integer", "at most so many: 1 to 10000, usually 200")
            .gives(EXAMPLE)
            .refuses(BAD_REQUEST, "The query makes no sense."),
        Route.get("/api/v1/silences", Need.READ, "The silences.", this::silences)
            .gives("[" + SILENCE + "]"),
        Route.post("/api/v1/silences", Need.STEER, "Silences the alerts that match.", this::add)
            .with("lang", "string", "language of what is refused: en or zh")
            .wants(
                "{\"matchers\":[\"migration=shop.orders\"],\"durationSeconds\":3600,"
                    + "\"author\":\"ann\",\"comment\":\"index rebuild\"}",
                JSON)
            .gives(CREATED, JSON, "It holds.", SILENCE)
            .refuses(BAD_REQUEST, "The silence makes no sense.")
            .refuses(MEDIA_TYPE, "It is not JSON.")
            .refuses(REFUSED, "A critical alert is not silenced so.")
            .refuses(UNAVAILABLE, "It could not be written down."),
        Route.delete("/api/v1/silences/{id}", Need.STEER, "Ends a silence.", this::expire)
            .with("lang", "string", "language of what is refused: en or zh")
            .gives(SILENCE)
            .refuses(NOT_FOUND, "There is no such silence."));
  }

  private void firing(Context request) throws IOException {
    String migration = request.queryParam("migration");
    Answers.array(
        request,
        alerts.firing().stream()
            .filter(status ->
                migration == null || migration.equals(status.alert().labels().get("migration")))
            .toList(),
        AlertDocument::write);
  }

  private void past(Context request) throws IOException {
    String since = request.queryParam("since");
    String limit = request.queryParam("limit");
    try {
      PastQuery query =
          new PastQuery(
              since == null ? null : Instant.parse(since),
              request.queryParam("migration"),
              limit == null ? USUAL_LIMIT : Math.clamp(Integer.parseInt(limit), 1, MOST));
      Answers.array(request, alerts.past(query), AlertDocument::write);
    } catch (DateTimeParseException | NumberFormatException e) {
      Problem.answer(
          request,
          BAD_REQUEST,
          "Bad query",
          "since must be a moment such as 2026-11-26T12:00:00Z and limit a number from 1 to "
              + MOST
              + ": "
              + e.getMessage());
    }
  }

  private void silences(Context request) throws IOException {
    Answers.array(request, alerts.silences(), SilenceDocument::write);
  }

  private void add(Context request) throws IOException, ProblemException {
    String type = request.contentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(JSON)) {
      // A form of a web page of somebody else's cannot send this type.
      Problem.answer(
          request, MEDIA_TYPE, "Not JSON", "Send the silence with Content-Type: " + JSON + ".");
      return;
    }
    try {
      one(
          request.status(CREATED),
          alerts.silence(SilenceRequest.read(JsonBody.content(request), alerts.now())));
    } catch (SilenceRequest.BadRequestException e) {
      Problem.answer(
          request, BAD_REQUEST, "Bad silence", e.wording().in(Query.texts(request)::get));
    } catch (SilenceException e) {
      refuse(request, e);
    }
  }

  private void expire(Context request) throws IOException {
    try {
      one(request, alerts.expire(request.pathParam("id")));
    } catch (SilenceException e) {
      refuse(request, e);
    }
  }

  private static void refuse(Context request, SilenceException e) {
    int status =
        switch (e.reason()) {
          case INVALID -> BAD_REQUEST;
          case REFUSED -> REFUSED;
          case UNKNOWN -> NOT_FOUND;
          case NOT_WRITTEN -> UNAVAILABLE;
        };
    String title =
        switch (e.reason()) {
          case INVALID -> "Bad silence";
          case REFUSED -> "Refused";
          case UNKNOWN -> "No such silence";
          case NOT_WRITTEN -> "Not written down";
        };
    Problem.answer(request, status, title, e.wording().in(Query.texts(request)::get));
  }

  private static void one(Context request, SilenceStatus silence) throws IOException {
    Answers.object(request, json -> SilenceDocument.write(json, silence));
  }
}
