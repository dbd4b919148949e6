package dev.ghostwatch.web.api;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.web.route.Answers;
import dev.ghostwatch.web.route.Caller;
import dev.ghostwatch.web.route.Need;
import dev.ghostwatch.web.route.ProblemException;
import dev.ghostwatch.web.route.Query;
import dev.ghostwatch.web.route.Route;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** {@code /api/v1/migrations/{id}/commands}: steers a migration. */
public final class CommandRoutes {
  private final Runs runs;
  private final Steerable.Opener opener;

  /** Of these migrations. */
  public CommandRoutes(Migrations live, Past past, Steerable.Opener opener) {
    this.runs = new Runs(live, past);
    this.opener = opener;
  }

  /** The routes. */
  public List<Route> routes() {
    return List.of(
        Route.post(
                "/api/v1/migrations/{id}/commands",
                Need.STEER,
                "Steers a migration, with the guard rails, the read-back and the audit of the"
                    + " command line. cut-over and panic want the table's name in confirm. A dry"
                    + " run sends nothing.",
                this::command)
            .with("lang", "string", "language of the texts: en or zh")
            .wants(
                "{\"command\":\"set\",\"setting\":\"chunk-size\",\"value\":\"500\","
                    + "\"dryRun\":false}",
                Route.JSON)
            .gives(
                "{\"command\":\"set\",\"dryRun\":false,\"sent\":\"chunk-size=500\","
                    + "\"before\":\"1000\",\"after\":\"500\",\"text\":\"…\",\"changes\":[]}")
            .refuses(400, "There is no such command, setting or value.")
            .refuses(404, "There is no such migration.")
            .refuses(409, "A guard rail held, or gh-ost refused.")
            .refuses(415, "The body is not JSON.")
            .refuses(502, "gh-ost did not answer.")
            .refuses(503, "The audit cannot be written, so nothing was sent."));
  }

  private void command(Context request) throws IOException, StoreException, ProblemException {
    Order order = Order.of(request);
    Snapshot snapshot = runs.running(request);
    Caller caller = Caller.of(request);
    Steerable target =
        Runs.isOver(snapshot) ? null : opener.open(snapshot, "http " + caller.name());
    TableName table = snapshot.table();
    if (target == null || table == null) {
      throw new ProblemException(
          Refused.CONFLICT,
          "Cannot be steered",
          request.pathParam("id")
              + (Runs.isOver(snapshot)
                  ? " has ended (" + snapshot.lifecycle().jsonName() + ")."
                  : " has no control socket or port that the agent knows.")
              + " Nothing was sent.");
    }
    List<Commander.Done> done =
        new Commander(snapshot, table, target, Query.texts(request)).obey(order);
    Answers.object(request, json -> write(json, order, done));
  }

  private static void write(Json json, Order order, List<Commander.Done> done) {
    Commander.Done first = done.isEmpty() ? null : done.getFirst();
    json.text("command", order.kind().word());
    json.flag("dryRun", order.isDryRun());
    json.text("sent", first == null ? null : first.sent());
    json.text("before", first == null ? null : first.before());
    json.text("after", first == null ? null : first.after());
    json.text("text", String.join("\n", done.stream().map(Commander.Done::text).toList()));
    json.array(
        "changes",
        done,
        each ->
            json.object(() -> {
              json.text("sent", each.sent());
              json.text("before", each.before());
              json.text("after", each.after());
              json.text("text", each.text());
            }));
  }
}
