package dev.ghostwatch.web;

import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.document.LayersDocument;
import dev.ghostwatch.document.LayersText;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.insight.diagnosis.Diagnosis;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.monitor.DiagnosisJson;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The agent's HTTP server: {@code /healthz}, {@code /readyz}, {@code /metrics}, {@code /api/v1}.
 */
public final class AgentServer implements AutoCloseable {
  private static final long LARGEST_REQUEST = 1 << 20;
  private static final int THREADS = 12;
  private static final int NOT_FOUND = 404;
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;
  private static final int FAILED = 500;

  private final ListenAddress address;
  private final AgentView view;
  private final Supplier<@Nullable PrometheusRegistry> metrics;
  private final MigrationDocument document;
  private final LayersDocument layers;
  private final HostCheck hosts;
  private final AlertsOfMigration alerts;
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final Javalin server;

  /**
   * @param metrics gives what {@code /metrics} shows; null when it is to show nothing
   */
  public AgentServer(
      ListenAddress address,
      AgentView view,
      Supplier<@Nullable PrometheusRegistry> metrics,
      MigrationDocument document,
      LayersDocument layers) {
    this.address = address;
    this.view = view;
    this.metrics = metrics;
    this.document = document;
    this.layers = layers;
    this.hosts = new HostCheck(address);
    this.alerts = new AlertsOfMigration(view.alerts());
    this.server = Javalin.create(this::configure);
  }

  /**
   * Begins to listen.
   *
   * @return where it listens, with the port that the system chose
   * @throws io.javalin.util.JavalinBindException when the address is taken or not this host's
   */
  public ListenAddress start() {
    server.start(address.host(), address.port());
    return address.withPort(server.port());
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.maxRequestSize = LARGEST_REQUEST;
    config.http.generateEtags = true;
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
    threads.setName("http");
    config.jetty.threadPool = threads;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.routes.before(this::guard);
    config.routes.get("/healthz", request -> request.result("ok\n"));
    config.routes.get("/readyz", this::ready);
    config.routes.get("/metrics", this::metrics);
    config.routes.get("/api/v1/migrations", this::all);
    config.routes.get("/api/v1/migrations/{id}", this::one);
    config.routes.get("/api/v1/migrations/{id}/layers", this::layers);
    config.routes.get("/api/v1/migrations/{id}/layers.txt", this::layersText);
    config.routes.get("/api/v1/migrations/{id}/diagnosis", this::diagnosis);
    if (view.alerts() != null) {
      new AlertRoutes(view.alerts()).register(config);
    }
    config.routes.error(NOT_FOUND, this::unknownPath);
    config.routes.exception(
        Exception.class,
        (e, request) -> {
          org.slf4j.LoggerFactory.getLogger(AgentServer.class)
              .error("answering {} failed", request.path(), e);
          Problem.answer(
              request, FAILED, "Internal error", "The agent's log says more: " + e.getMessage());
        });
  }

  private void guard(Context request) {
    request.header("X-Content-Type-Options", "nosniff");
    request.header("Cache-Control", "no-cache");
    if (!hosts.isAllowed(request.header("Host"))) {
      Problem.answer(
          request,
          FORBIDDEN,
          "Unknown host name",
          "The agent listens on "
              + address
              + " and answers only requests for that name. Ask it as http://"
              + address
              + "/, or let it listen on another address.");
      request.skipRemainingHandlers();
    }
  }

  private void ready(Context request) {
    List<String> obstacles = view.readiness().obstacles();
    if (obstacles.isEmpty()) {
      request.result("ready\n");
    } else {
      Problem.answer(request, UNAVAILABLE, "Not ready", String.join(" ", obstacles));
    }
  }

  private void metrics(Context request) throws IOException {
    PrometheusRegistry shown = metrics.get();
    if (shown == null) {
      Problem.answer(
          request,
          NOT_FOUND,
          "Metrics are switched off",
          "The key metrics.enabled is false. Set it to true and let the agent read its"
              + " configuration again (SIGHUP).");
      return;
    }
    ExpositionFormatWriter writer = formats.findWriter(request.header("Accept"));
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
    writer.write(out, shown.scrape());
    request.contentType(writer.getContentType()).result(out.toByteArray());
  }

  private void all(Context request) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
    Documents.array(out, Documents.Format.JSON_LINE, view.migrations().snapshots(), this::write);
    request.contentType("application/json").result(out.toByteArray());
  }

  private void one(Context request) throws IOException {
    Snapshot found = wanted(request);
    if (found != null) {
      json(request, json -> write(json, found));
    }
  }

  private void layers(Context request) throws IOException {
    Snapshot found = wanted(request);
    if (found != null) {
      json(
          request,
          json -> {
            MigrationDocument.rates(json, found);
            MigrationDocument.eta(json, found);
            layers.write(json, found, view.layers().apply(found));
            alerts.write(json, found);
          });
    }
  }

  /** For the command line: label, tab, text, in the language that the request names. */
  private void layersText(Context request) {
    Snapshot found = wanted(request);
    if (found != null) {
      Language language = "zh".equals(request.queryParam("lang")) ? Language.ZH : Language.EN;
      List<LayersText.Line> lines = new ArrayList<>();
      if (request.queryParam("last") != null) {
        lines.add(LayersText.lastSeen(found, Texts.of(language)));
      }
      lines.addAll(LayersText.of(found, view.layers().apply(found), Texts.of(language)));
      StringBuilder text = new StringBuilder();
      for (LayersText.Line line : lines) {
        text.append(line.label()).append('\t').append(line.text()).append('\n');
      }
      text.append(alerts.text(found, Texts.of(language)));
      request.contentType("text/plain; charset=utf-8").result(text.toString());
    }
  }

  /** For the command line: texts as keys, so that each person reads them in their language. */
  private void diagnosis(Context request) throws IOException {
    Snapshot found = wanted(request);
    if (found == null) {
      return;
    }
    Diagnosis diagnosis = view.diagnosis().apply(found);
    if (diagnosis == null) {
      Problem.answer(
          request,
          NOT_FOUND,
          "No diagnosis",
          "The migration "
              + found.table()
              + " is no longer followed. 'ghostwatch doctor' with its id reads the history.");
      return;
    }
    json(request, json -> DiagnosisJson.write(json, diagnosis));
  }

  private static void json(Context request, Consumer<Json> body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 12);
    Documents.object(out, Documents.Format.JSON_LINE, body);
    request.contentType("application/json").result(out.toByteArray());
  }

  /** The migration that the path names; answers with a problem when there is none. */
  private @Nullable Snapshot wanted(Context request) {
    String name = request.pathParam("id");
    Snapshot found = find(name);
    if (found == null) {
      Problem.answer(
          request,
          NOT_FOUND,
          "No such migration",
          "No migration with the id or name "
              + name
              + " runs or has ended in the last hour. /api/v1/migrations lists those that do.");
    }
    return found;
  }

  private void write(Json json, Snapshot snapshot) {
    document.write(json, snapshot);
    layers.write(json, snapshot, view.layers().apply(snapshot));
    alerts.write(json, snapshot);
  }

  /** By id, or the newest with that {@code db.table}. */
  private @Nullable Snapshot find(String wanted) {
    Snapshot byName = null;
    for (Snapshot snapshot : view.migrations().snapshots()) {
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

  private void unknownPath(Context request) {
    if (!Problem.isAnswered(request)) {
      Problem.answer(
          request,
          NOT_FOUND,
          "No such page",
          "There are /healthz, /readyz, /metrics, /api/v1/migrations, /api/v1/alerts and"
              + " /api/v1/silences.");
    }
  }

  /** Ends within a second; requests in hand are answered. */
  @Override
  public void close() {
    server.stop();
  }
}
