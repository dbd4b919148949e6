package dev.ghostwatch.web.route;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;

/**
 * One route of the agent's HTTP server: what it is for, who may use it, what it takes and gives,
 * and what answers it. The server, the check of who asks and the OpenAPI document are all made of
 * these.
 */
public final class Route {
  /** Answers a request. */
  @FunctionalInterface
  public interface Answerer {
    void answer(Context request) throws Exception;
  }

  /**
   * Something in the query that a route understands.
   *
   * @param type {@code string}, {@code integer}, {@code number} or {@code date-time}
   * @param says what it is for, in a sentence
   */
  public record Parameter(String name, String type, String says) {}

  /**
   * What a route can answer.
   *
   * @param status of HTTP
   * @param mediaType of the body; empty for none
   * @param says when this is the answer
   * @param example a body as it may be; empty for none
   */
  public record Answer(int status, String mediaType, String says, String example) {}

  /**
   * What a route wants in the body.
   *
   * @param mediaTypes the types it takes
   * @param example a body as it may be
   */
  public record Body(List<String> mediaTypes, String example) {
    public Body {
      mediaTypes = List.copyOf(mediaTypes);
    }
  }

  /** The media type of nearly every answer. */
  public static final String JSON = "application/json";

  private final HandlerType method;
  private final String path;
  private final Need need;
  private final String says;
  private final Answerer answerer;
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Body> bodies = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();

  private Route(HandlerType method, String path, Need need, String says, Answerer answerer) {
    this.method = method;
    this.path = path;
    this.need = need;
    this.says = says;
    this.answerer = answerer;
  }

  /** A route that only reads. */
  public static Route get(String path, Need need, String says, Answerer answerer) {
    return new Route(HandlerType.GET, path, need, says, answerer);
  }

  /** A route that makes or does something. */
  public static Route post(String path, Need need, String says, Answerer answerer) {
    return new Route(HandlerType.POST, path, need, says, answerer);
  }

  /** A route that ends something. */
  public static Route delete(String path, Need need, String says, Answerer answerer) {
    return new Route(HandlerType.DELETE, path, need, says, answerer);
  }

  /** Takes a parameter in the query. */
  public Route with(String name, String type, String meaning) {
    parameters.add(new Parameter(name, type, meaning));
    return this;
  }

  /** Wants a body of one of these types. */
  public Route wants(String example, String... mediaTypes) {
    bodies.add(new Body(List.of(mediaTypes), example));
    return this;
  }

  /** Answers so when all is well. */
  public Route gives(String example) {
    return gives(200, JSON, "As asked.", example);
  }

  /** Can answer so. */
  public Route gives(int status, String mediaType, String when, String example) {
    answers.add(new Answer(status, mediaType, when, example));
    return this;
  }

  /** Can answer with a problem of this status. */
  public Route refuses(int status, String when) {
    answers.add(new Answer(status, Problem.MEDIA_TYPE, when, ""));
    return this;
  }

  public HandlerType method() {
    return method;
  }

  /** With parameters in braces: {@code /api/v1/migrations/{id}}. */
  public String path() {
    return path;
  }

  public Need need() {
    return need;
  }

  /** What it is for, in a sentence. */
  public String says() {
    return says;
  }

  public Answerer answerer() {
    return answerer;
  }

  public List<Parameter> parameters() {
    return List.copyOf(parameters);
  }

  /** What it wants in the body; at most one. */
  public List<Body> bodies() {
    return List.copyOf(bodies);
  }

  public List<Answer> answers() {
    return List.copyOf(answers);
  }
}
