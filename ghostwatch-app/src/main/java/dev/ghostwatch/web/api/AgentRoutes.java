package dev.ghostwatch.web.api;

import dev.ghostwatch.document.Json;
import dev.ghostwatch.document.ShownDocument;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.SourceAge;
import dev.ghostwatch.web.route.Answers;
import dev.ghostwatch.web.route.Need;
import dev.ghostwatch.web.route.Route;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** {@code /api/v1/agent}: the agent itself. */
public final class AgentRoutes {
  private final AgentInfo info;
  private final Migrations live;
  private final InstantSource clock;

  /** Of this agent. */
  public AgentRoutes(AgentInfo info, Migrations live, InstantSource clock) {
    this.info = info;
    this.live = live;
    this.clock = clock;
  }

  /** The routes. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/agent", Need.READ, "The agent's health.", this::agent)
            .gives(
                "{\"version\":\"0.1.0\",\"startedAt\":\"2026-11-22T13:08:06.000Z\","
                    + "\"uptimeSeconds\":160.0,\"ready\":true,\"obstacles\":[],\"migrations\":1}"),
        Route.get(
                "/api/v1/agent/config",
                Need.READ,
                "The configuration in force, with defaults, without secrets.",
                this::config)
            .gives("{\"file\":null,\"config\":{\"listen\":{\"address\":\"127.0.0.1:8970\"}}}"));
  }

  private void agent(Context request) throws IOException {
    Instant now = clock.instant();
    List<Snapshot> running = new ArrayList<>();
    live.snapshots().stream().filter(run -> !Runs.isOver(run)).forEach(running::add);
    Answers.object(
        request,
        json -> {
          json.text("version", info.version());
          json.time("startedAt", info.startedAt());
          json.decimal(
              "uptimeSeconds", Duration.between(info.startedAt(), now).toMillis() / 1000.0);
          List<String> obstacles = info.obstacles();
          json.flag("ready", obstacles.isEmpty());
          json.texts("obstacles", obstacles);
          json.time("lookedAt", info.lookedAt());
          json.decimal("storeLagSeconds", info.storeLagSeconds());
          json.number("migrations", (long) running.size());
          json.array("sources", running, run -> json.object(() -> sources(json, run, now)));
        });
  }

  private static void sources(Json json, Snapshot run, Instant now) {
    json.text("migration", run.id() == null ? null : run.id().text());
    json.array("sources", run.sources(), source -> json.object(() -> source(json, source, now)));
    json.array(
        "notices",
        run.notices(),
        notice ->
            json.object(() -> {
              json.text("source", notice.source().jsonName());
              json.text("text", notice.text());
            }));
  }

  private static void source(Json json, SourceAge source, Instant now) {
    json.text("source", source.source().jsonName());
    json.decimal("ageSeconds", Duration.between(source.lastSeenAt(), now).toMillis() / 1000.0);
  }

  private void config(Context request) throws IOException {
    Answers.object(
        request,
        json -> {
          json.text("file", info.configFile());
          json.object("config", () -> ShownDocument.write(json, info.config()));
        });
  }
}
