package dev.ghostwatch.web;

import dev.ghostwatch.access.Sessions;
import dev.ghostwatch.document.LayersDocument;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.text.Texts;
import dev.ghostwatch.web.api.AgentRoutes;
import dev.ghostwatch.web.api.AlertRoutes;
import dev.ghostwatch.web.api.AlertsOfMigration;
import dev.ghostwatch.web.api.AnalysisRoutes;
import dev.ghostwatch.web.api.CommandRoutes;
import dev.ghostwatch.web.api.DiagnosisRoutes;
import dev.ghostwatch.web.api.HistoryRoutes;
import dev.ghostwatch.web.api.MigrationRoutes;
import dev.ghostwatch.web.api.RunRoutes;
import dev.ghostwatch.web.api.SampleRoutes;
import dev.ghostwatch.web.metrics.Exposition;
import dev.ghostwatch.web.page.PageFiles;
import dev.ghostwatch.web.route.Caller;
import dev.ghostwatch.web.route.Headers;
import dev.ghostwatch.web.route.Need;
import dev.ghostwatch.web.route.OpenApi;
import dev.ghostwatch.web.route.Problem;
import dev.ghostwatch.web.route.ProblemException;
import dev.ghostwatch.web.route.Query;
import dev.ghostwatch.web.route.Route;
import dev.ghostwatch.web.security.AccessGate;
import dev.ghostwatch.web.security.AccessRoutes;
import dev.ghostwatch.web.security.SessionRoutes;
import dev.ghostwatch.web.security.TlsFiles;
import dev.ghostwatch.web.stream.StreamHub;
import dev.ghostwatch.web.stream.StreamServlet;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's HTTP server: {@code /healthz}, {@code /readyz}, {@code /metrics}, {@code /api/v1}.
 */
public final class AgentServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AgentServer.class);
  private static final String TEXT = "text/plain";
  private static final long LARGEST_REQUEST = 1 << 20;
  private static final Duration BETWEEN_LOOKS_AT_CERTIFICATE = Duration.ofSeconds(10);
  private static final int THREADS = 12;
  private static final int MOST_STREAMS = 1000;
  private static final int MOST_CONNECTIONS = 1500;

  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;
  private static final int FAILED = 500;

  private final ListenAddress address;
  private final AgentView view;
  private final Supplier<@Nullable Exposition> metrics;
  private final MigrationRoutes migrations;
  private final AccessGate gate;
  private final Sessions sessions;
  private final StreamHub stream;
  private final List<Route> routes;
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final StreamHub.Pause pause;
  private final Javalin server;
  private byte @Nullable [] openApi;
  private @Nullable Thread refresher;

  /**
   * @param metrics gives what {@code /metrics} shows; null when it is to show nothing
   * @param pause waits between two messages of the stream
   */
  public AgentServer(
      ListenAddress address,
      AgentView view,
      Supplier<@Nullable Exposition> metrics,
      MigrationDocument document,
      LayersDocument layers,
      StreamHub.Pause pause) {
    this.address = address;
    this.view = view;
    this.metrics = metrics;
    this.pause = pause;
    AgentView.Access access = view.access();
    this.sessions = new Sessions(access.randomness());
    this.gate = new AccessGate(address, access.file(), sessions, access.rules(), view.clock());
    this.migrations =
        new MigrationRoutes(
            view.migrations(),
            view.past(),
            view.layers(),
            document,
            layers,
            new AlertsOfMigration(view.alerts()));
    this.stream =
        new StreamHub(
            new LiveFeed(view, migrations),
            pause,
            MOST_STREAMS,
            Long.toString(view.info().startedAt().toEpochMilli(), Character.MAX_RADIX));
    this.routes = allRoutes();
    this.server = Javalin.create(this::configure);
  }

  private List<Route> allRoutes() {
    List<Route> all = new ArrayList<>();
    all.add(
        Route.get("/healthz", Need.NOTHING, "Whether the agent is alive.", this::alive)
            .gives(200, TEXT, "It is.", "ok\n"));
    all.add(
        Route.get("/readyz", Need.NOTHING, "Whether the agent does its work.", this::ready)
            .gives(200, TEXT, "It does.", "ready\n")
            .refuses(UNAVAILABLE, "Something keeps it from its work."));
    all.add(
        Route.get("/metrics", Need.READ, "Figures for Prometheus.", this::metrics)
            .gives(200, TEXT, "As asked.", "ghostwatch_build_info{version=\"0.1.0\"} 1\n")
            .refuses(NOT_FOUND, "Metrics are switched off."));
    all.addAll(new PageFiles().routes());
    AgentView.Access access = view.access();
    all.addAll(
        new SessionRoutes(gate, access.file(), sessions, access.rules(), view.clock()).routes());
    all.addAll(new AccessRoutes(access.file()).routes());
    all.addAll(migrations.routes());
    all.addAll(new SampleRoutes(view.migrations(), view.past(), view.clock()).routes());
    all.addAll(new RunRoutes(view.migrations(), view.past()).routes());
    all.addAll(new DiagnosisRoutes(view.migrations(), view.past(), view.diagnosis()).routes());
    all.addAll(new CommandRoutes(view.migrations(), view.past(), view.steering()).routes());
    all.addAll(new HistoryRoutes(view.migrations(), view.past()).routes());
    all.addAll(new AgentRoutes(view.info(), view.migrations(), view.clock()).routes());
    all.addAll(new AnalysisRoutes(view.migrations(), view.info().zone()).routes());
    if (view.alerts() != null) {
      all.addAll(new AlertRoutes(view.alerts()).routes());
    }
    all.add(
        Route.get("/api/v1/openapi.json", Need.NOTHING, "This document.", this::openApi)
            .gives("{\"openapi\":\"3.1.0\"}"));
    return List.copyOf(all);
  }

  /** Made when it is first asked for; the stream is no route of Javalin's, but of the API. */
  private synchronized void openApi(Context request) throws IOException {
    if (openApi == null) {
      List<Route> described = new ArrayList<>(routes);
      described.add(StreamServlet.route());
      openApi = OpenApi.of(described, view.info().version());
    }
    request.contentType(Route.JSON).result(openApi);
  }

  /** Every route but the stream, as it is declared. */
  List<Route> routes() {
    return routes;
  }

  /** Tells those who listen what happens. */
  public StreamHub stream() {
    return stream;
  }

  /**
   * Begins to listen.
   *
   * @return where it listens, with the port that the system chose
   * @throws io.javalin.util.JavalinBindException when the address is taken or not this host's
   */
  public ListenAddress start() {
    TlsFiles tls = view.access().tls();
    if (tls == null) {
      server.start(address.host(), address.port());
    } else {
      server.start();
      refresher = Thread.ofVirtual().name("certificate").start(() -> refreshAgainAndAgain(tls));
    }
    return address.withPort(server.port());
  }

  private void refreshAgainAndAgain(TlsFiles tls) {
    try {
      while (true) {
        pause.pause(BETWEEN_LOOKS_AT_CERTIFICATE);
        tls.refresh();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Connector encrypted(Server jetty, HttpConfiguration http, TlsFiles tls) {
    HttpConfiguration secure = new HttpConfiguration(http);
    // Which names are right is checked with each request's Host header.
    secure.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(
            jetty,
            new SslConnectionFactory(tls.factory(), "http/1.1"),
            new HttpConnectionFactory(secure));
    connector.setHost(address.host());
    connector.setPort(address.port());
    return connector;
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.maxRequestSize = LARGEST_REQUEST;
    config.http.generateEtags = true;
    config.http.prefer405over404 = true;
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
    threads.setName("http");
    // Who sends a body byte by byte holds up nobody.
    threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    config.jetty.threadPool = threads;
    config.jetty.modifyHttpConfiguration(AgentServer::limit);
    config.jetty.modifyServer(jetty -> {
      jetty.setErrorHandler(new PlainErrors());
      jetty.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, jetty));
    });
    TlsFiles tls = view.access().tls();
    if (tls != null) {
      config.jetty.addConnector((jetty, http) -> encrypted(jetty, http, tls));
    }
    config.jetty.modifyServletContextHandler(handler -> {
      // Ids of migrations have percent signs of their own.
      handler.getServletHandler().setDecodeAmbiguousURIs(true);
      ServletHolder holder = new ServletHolder(new StreamServlet(stream, gate));
      holder.setAsyncSupported(true);
      handler.addServlet(holder, StreamServlet.PATH);
    });
    config.routes.before(this::guard);
    for (Route route : routes) {
      config.routes.addHttpHandler(route.method(), route.path(), request -> answer(request, route));
    }
    config.routes.error(NOT_FOUND, this::unknownPath);
    config.routes.error(NOT_ALLOWED, AgentServer::wrongMethod);
    config.routes.exception(ProblemException.class, (e, request) -> Problem.answer(request, e));
    config.routes.exception(HttpResponseException.class, this::refusedByJavalin);
    config.routes.exception(StoreException.class, AgentServer::storeFailed);
    config.routes.exception(Exception.class, AgentServer::failed);
  }

  private static void limit(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "GhostWatch",
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
  }

  /** Whatever is asked for, there or not. */
  private void guard(Context request) throws ProblemException {
    Headers.guard(request.res());
    gate.admit(request.req(), Need.NOTHING);
  }

  private void answer(Context request, Route route) throws Exception {
    Caller caller = gate.admit(request.req(), route.need());
    caller.sent(request);
    route.answerer().answer(request);
    if (!route.method().equals(HandlerType.GET) && route.need().compareTo(Need.READ) > 0) {
      LOG.info(
          "event=changed user=\"{}\" address={} method={} path={} status={}",
          caller.name(),
          request.ip(),
          request.method().name(),
          request.path(),
          request.statusCode());
    }
  }

  private void refusedByJavalin(HttpResponseException refusal, Context request) {
    if (refusal.getStatus() == NOT_FOUND) {
      unknownPath(request);
      return;
    }
    if (refusal.getStatus() == NOT_ALLOWED) {
      wrongMethod(request);
      return;
    }
    Problem.answer(
        request, refusal.getStatus(), "Bad request", String.valueOf(refusal.getMessage()));
  }

  private static void storeFailed(StoreException failure, Context request) {
    Texts texts = Query.texts(request);
    Problem.answer(
        request,
        UNAVAILABLE,
        "The history cannot be read",
        texts.get(failure.phrase().key(), failure.phrase().arguments().toArray(String[]::new)));
  }

  private static void failed(Exception failure, Context request) {
    LOG.error("event=request-failed path={}", request.path(), failure);
    Problem.answer(
        request,
        FAILED,
        "Internal error",
        "The agent's log says more. What was asked changed nothing that is not written there.");
  }

  private static void wrongMethod(Context request) {
    if (!Problem.isAnswered(request)) {
      Problem.answer(
          request,
          NOT_ALLOWED,
          "Wrong method",
          request.path() + " does not take " + request.method().name() + ".");
    }
  }

  private void alive(Context request) {
    request.result("ok\n");
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
    Exposition shown = metrics.get();
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
    request.contentType(writer.getContentType()).minSizeForCompression(0);
    try {
      shown.write(writer, request.outputStream());
    } catch (RuntimeException | Error e) {
      cutOff(request, e);
      throw e;
    }
  }

  /** The beginning of an answer would be taken for a whole one, and what it lacks for gone. */
  private static void cutOff(Context request, Throwable failure) {
    ServletContextRequest jetty = ServletContextRequest.getServletContextRequest(request.req());
    if (jetty.getHttpOutput().isWritten()) {
      // An aborted request is still ended properly by the stream that compresses.
      jetty.getConnectionMetaData().getConnection().getEndPoint().close(failure);
    }
  }

  private void unknownPath(Context request) {
    if (!Problem.isAnswered(request)) {
      Problem.answer(
          request,
          NOT_FOUND,
          "No such page",
          "There are /, /healthz, /readyz, /metrics and what /api/v1/openapi.json lists.");
    }
  }

  /** Ends within a second; requests in hand are answered. */
  @Override
  public void close() {
    if (refresher != null) {
      refresher.interrupt();
    }
    stream.close();
    server.stop();
  }
}
