package dev.ghostwatch.web.security;

import dev.ghostwatch.access.AccessData;
import dev.ghostwatch.access.AccessFile;
import dev.ghostwatch.access.ApiToken;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.web.route.Answers;
import dev.ghostwatch.web.route.Need;
import dev.ghostwatch.web.route.ProblemException;
import dev.ghostwatch.web.route.Route;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** {@code /api/v1/access}: who may do what, without what is secret of it. */
public final class AccessRoutes {
  private static final int NOT_FOUND = 404;

  private final AccessFile file;

  /** Of this file. */
  public AccessRoutes(AccessFile file) {
    this.file = file;
  }

  /** The routes. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/access", Need.ADMINISTER, "Users and tokens.", this::all)
            .gives(
                "{\"users\":[{\"name\":\"ann\",\"role\":\"operator\","
                    + "\"createdAt\":\"2026-11-22T13:08:06.000Z\"}],\"tokens\":[]}"),
        Route.delete(
                "/api/v1/access/tokens/{id}",
                Need.ADMINISTER,
                "Revokes a token: it is good for nothing at once.",
                this::revoke)
            .gives("{\"id\":\"4f1c09aa\",\"name\":\"ci\",\"scope\":\"operator\"}")
            .refuses(NOT_FOUND, "There is no such token."));
  }

  private void all(Context request) throws IOException {
    AccessData data = file.read();
    Answers.object(
        request,
        json -> {
          json.array(
              "users",
              data.users(),
              user ->
                  json.object(() -> {
                    json.text("name", user.name());
                    json.text("role", user.role().word());
                    json.time("createdAt", user.createdAt());
                  }));
          json.array("tokens", data.tokens(), token -> json.object(() -> write(json, token)));
        });
  }

  private static void write(Json json, ApiToken token) {
    json.text("id", token.id());
    json.text("name", token.name());
    json.text("scope", token.scope().word());
    json.time("createdAt", token.createdAt());
    json.time("expiresAt", token.expiresAt());
  }

  private void revoke(Context request) throws IOException, ProblemException {
    String id = request.pathParam("id");
    ApiToken token = file.read().token(id);
    if (token == null) {
      throw ProblemException.notFound(
          "No such token", "There is no token " + id + ". /api/v1/access lists those there are.");
    }
    file.change(data -> data.withoutToken(id));
    Answers.object(request, json -> write(json, token));
  }
}
