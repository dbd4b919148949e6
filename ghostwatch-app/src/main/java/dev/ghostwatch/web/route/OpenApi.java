package dev.ghostwatch.web.route;

import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The OpenAPI 3.1 document, made of the routes themselves. */
public final class OpenApi {
  private static final Pattern PARAMETER = Pattern.compile("[{<]([a-z]+)[}>]");
  private static final String ERROR = "#/components/schemas/problem";

  private OpenApi() {}

  /** The document of these routes. */
  public static byte[] of(List<Route> routes, String version) throws IOException {
    Map<String, List<Route>> byPath = new LinkedHashMap<>();
    for (Route route : routes) {
      String path = route.path().replace('<', '{').replace('>', '}');
      byPath.computeIfAbsent(path, _ -> new ArrayList<>()).add(route);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 15);
    Documents.object(
        out,
        Documents.Format.JSON_LINE,
        json -> {
          json.text("openapi", "3.1.0");
          json.object(
              "info",
              () -> {
                json.text("title", "GhostWatch agent");
                json.text("version", version);
                json.text(
                    "description",
                    "Watches and steers gh-ost migrations. Errors are RFC 9457 problem documents."
                        + " Field names are camelCase, times RFC 3339 in UTC, what is not known is"
                        + " null.");
              });
          json.object(
              "paths",
              () ->
                  byPath.forEach((path, methods) ->
                      json.object(
                          path,
                          () ->
                              methods.forEach(route ->
                                  json.object(
                                      route.method().name().toLowerCase(Locale.ROOT),
                                      () -> operation(json, route))))));
          json.object("components", () -> components(json));
        });
    return out.toByteArray();
  }

  private static void operation(Json json, Route route) {
    json.text("summary", route.says());
    json.text("operationId", id(route));
    json.text("x-needs", route.need().name().toLowerCase(Locale.ROOT));
    if (route.need() != Need.NOTHING) {
      json.arrayOf(
          "security",
          () -> {
            json.object(() -> json.texts("token", List.of()));
            json.object(() -> json.texts("session", List.of()));
            if (route.need() == Need.READ) {
              // On the agent's own host nobody need log in to read.
              json.object(() -> {});
            }
          });
    }
    json.arrayOf("parameters", () -> parameters(json, route));
    for (Route.Body body : route.bodies()) {
      json.object(
          "requestBody",
          () -> {
            json.flag("required", true);
            json.object(
                "content",
                () -> body.mediaTypes().forEach(type -> content(json, type, body.example())));
          });
    }
    json.object("responses", () -> responses(json, route));
  }

  private static String id(Route route) {
    StringBuilder id = new StringBuilder(route.method().name().toLowerCase(Locale.ROOT));
    for (String part : route.path().split("[^A-Za-z0-9]+", -1)) {
      if (!part.isEmpty() && !part.equals("api") && !part.equals("v1")) {
        id.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
      }
    }
    return id.toString();
  }

  private static void parameters(Json json, Route route) {
    Matcher names = PARAMETER.matcher(route.path());
    while (names.find()) {
      String name = names.group(1);
      json.object(() -> {
        json.text("name", name);
        json.text("in", "path");
        json.flag("required", true);
        json.object("schema", () -> json.text("type", "string"));
      });
    }
    for (Route.Parameter parameter : route.parameters()) {
      json.object(() -> {
        json.text("name", parameter.name());
        json.text("in", "query");
        json.text("description", parameter.says());
        json.object("schema", () -> schema(json, parameter.type()));
      });
    }
  }

  private static void schema(Json json, String type) {
    if (type.equals("date-time")) {
      json.text("type", "string");
      json.text("format", type);
    } else {
      json.text("type", type);
    }
  }

  private static void responses(Json json, Route route) {
    List<Route.Answer> answers = new ArrayList<>(route.answers());
    if (route.need() != Need.NOTHING) {
      answers.add(new Route.Answer(401, Problem.MEDIA_TYPE, "Nobody has logged in.", ""));
    }
    answers.add(new Route.Answer(403, Problem.MEDIA_TYPE, "The caller may not do this.", ""));
    for (int status : new TreeSet<>(answers.stream().map(Route.Answer::status).toList())) {
      Route.Answer answer =
          answers.stream().filter(each -> each.status() == status).findFirst().orElseThrow();
      json.object(
          Integer.toString(status),
          () -> {
            json.text("description", answer.says());
            json.object("content", () -> content(json, answer.mediaType(), answer.example()));
          });
    }
  }

  private static void content(Json json, String mediaType, String example) {
    json.object(
        mediaType,
        () -> {
          if (mediaType.equals(Problem.MEDIA_TYPE)) {
            json.object("schema", () -> json.text("$ref", ERROR));
          } else if (mediaType.equals(Route.JSON)) {
            json.object(
                "schema", () -> json.text("type", example.startsWith("[") ? "array" : "object"));
            json.raw("example", example);
          } else {
            json.object("schema", () -> json.text("type", "string"));
            json.text("example", example);
          }
        });
  }

  private static void components(Json json) {
    json.object(
        "schemas",
        () ->
            json.object(
                "problem",
                () -> {
                  json.text("type", "object");
                  json.texts("required", List.of("type", "title", "status", "detail"));
                  json.object(
                      "properties",
                      () -> {
                        for (String name : List.of("type", "title", "detail", "instance")) {
                          json.object(name, () -> json.text("type", "string"));
                        }
                        json.object("status", () -> json.text("type", "integer"));
                      });
                }));
    json.object(
        "securitySchemes",
        () -> {
          json.object(
              "token",
              () -> {
                json.text("type", "http");
                json.text("scheme", "bearer");
                json.text("description", "made by 'ghostwatch token create'");
              });
          json.object(
              "session",
              () -> {
                json.text("type", "apiKey");
                json.text("in", "cookie");
                json.text("name", "ghostwatch_PORT");
                json.text(
                    "description",
                    "set by POST /api/v1/session; requests that change something bring the header"
                        + " X-CSRF-Token too");
              });
        });
  }
}
