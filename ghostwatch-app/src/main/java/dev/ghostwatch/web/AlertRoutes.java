package dev.ghostwatch.web;

import dev.ghostwatch.alert.pipeline.AlertDocument;
import dev.ghostwatch.alert.pipeline.AlertService;
import dev.ghostwatch.alert.pipeline.PastQuery;
import dev.ghostwatch.alert.silence.SilenceDocument;
import dev.ghostwatch.alert.silence.SilenceException;
import dev.ghostwatch.alert.silence.SilenceStatus;
import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Locale;
import java.util.function.BiConsumer;

/** {@code /api/v1/alerts} and {@code /api/v1/silences}. */
final class AlertRoutes {
  private static final int CREATED = 201;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int MEDIA_TYPE = 415;
  private static final int REFUSED = 422;
  private static final int UNAVAILABLE = 503;
  private static final int USUAL_LIMIT = 200;
  private static final int MOST = 10_000;
  private static final String JSON = "application/json";

  private final AlertService alerts;

  AlertRoutes(AlertService alerts) {
    this.alerts = alerts;
  }

  void register(JavalinConfig config) {
    config.routes.get("/api/v1/alerts", this::firing);
    config.routes.get("/api/v1/alerts/history", this::past);
    config.routes.get("/api/v1/silences", this::silences);
    config.routes.post("/api/v1/silences", this::add);
    config.routes.delete("/api/v1/silences/{id}", this::expire);
  }

  private void firing(Context request) throws IOException {
    String migration = request.queryParam("migration");
    answer(
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
      answer(request, alerts.past(query), AlertDocument::write);
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
    answer(request, alerts.silences(), SilenceDocument::write);
  }

  private void add(Context request) throws IOException {
    if (!mayChange(request)) {
      return;
    }
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
          alerts.silence(SilenceRequest.read(request.body(), alerts.now())));
    } catch (SilenceRequest.BadRequestException e) {
      Problem.answer(request, BAD_REQUEST, "Bad silence", e.wording().in(texts(request)::get));
    } catch (SilenceException e) {
      refuse(request, e);
    }
  }

  private void expire(Context request) throws IOException {
    if (mayChange(request)) {
      try {
        one(request, alerts.expire(request.pathParam("id")));
      } catch (SilenceException e) {
        refuse(request, e);
      }
    }
  }

  /** Until there are users, only who is on this host may change anything. */
  private static boolean mayChange(Context request) {
    if (Loopback.isLoopback(request.ip())) {
      return true;
    }
    Problem.answer(
        request,
        FORBIDDEN,
        "Not from here",
        "Silences are changed from the agent's own host only; this request came from "
            + request.ip()
            + ". Nothing was changed. Run 'ghostwatch silence' there.");
    return false;
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
    Problem.answer(request, status, title, e.wording().in(texts(request)::get));
  }

  private static Texts texts(Context request) {
    Language language = Language.byCode(String.valueOf(request.queryParam("lang")));
    return Texts.of(language == null ? Language.EN : language);
  }

  private static void one(Context request, SilenceStatus silence) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Documents.object(out, Documents.Format.JSON_LINE, json -> SilenceDocument.write(json, silence));
    request.contentType(JSON).result(out.toByteArray());
  }

  private static <T> void answer(Context request, Collection<T> elements, BiConsumer<Json, T> body)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 12);
    Documents.array(out, Documents.Format.JSON_LINE, elements, body);
    request.contentType(JSON).result(out.toByteArray());
  }
}
