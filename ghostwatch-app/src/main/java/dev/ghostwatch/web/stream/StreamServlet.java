package dev.ghostwatch.web.stream;

import dev.ghostwatch.web.route.Caller;
import dev.ghostwatch.web.route.Gate;
import dev.ghostwatch.web.route.Headers;
import dev.ghostwatch.web.route.Need;
import dev.ghostwatch.web.route.Problem;
import dev.ghostwatch.web.route.ProblemException;
import dev.ghostwatch.web.route.Route;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/stream}: lets clients listen. Beside Javalin, whose streams hold a thread each.
 */
public final class StreamServlet extends HttpServlet {
  public static final String PATH = "/api/v1/stream";

  private static final long serialVersionUID = 1L;

  /** The pieces in which a message is handed to the network. */
  private static final int PIECE = 32 << 10;

  private static final int MOST_WANTED = 200;

  private final transient StreamHub hub;
  private final transient Gate gate;

  /** For a hub. */
  public StreamServlet(StreamHub hub, Gate gate) {
    this.hub = hub;
    this.gate = gate;
  }

  /** What it is, for the OpenAPI document; nothing is registered with it. */
  public static Route route() {
    return Route.get(
            PATH,
            Need.READ,
            "Server-sent events: what changes, once a second. Events are state (the documents that"
                + " changed, the ids that are gone, how many alerts fire; whole: true when it is"
                + " everything) and log (what happened in a migration).",
            _ -> {
              throw new IllegalStateException("BUG: the stream is not Javalin's");
            })
        .with("migrations", "string", "ids with commas between, or all")
        .with("lastEventId", "string", "for clients that cannot send the header Last-Event-ID")
        .gives(
            200,
            "text/event-stream",
            "As asked, without end.",
            "id: k3f9-12\nevent: state\ndata: {\"migrations\":[],\"whole\":true,\"gone\":[],"
                + "\"alerts\":{\"firing\":0}}\n\n")
        .refuses(400, "Too many migrations are named.")
        .refuses(503, "Too many listen.");
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Headers.guard(response);
    try {
      Caller caller = gate.admit(request, Need.READ);
      if (!request.getMethod().equals("GET")) {
        response.setHeader("Allow", "GET");
        throw new ProblemException(
            405, "Wrong method", PATH + " takes GET; found " + request.getMethod() + ".");
      }
      Set<String> wanted = wanted(request.getParameter("migrations"));
      if (hub.isFull()) {
        response.setHeader("Retry-After", "10");
        throw new ProblemException(
            503,
            "Too many listen",
            "The agent serves "
                + hub.clients()
                + " streams already. Close some, or ask /api/v1/migrations now and then.");
      }
      listen(request, response, caller, wanted);
    } catch (ProblemException e) {
      Problem.answer(request, response, e);
    }
  }

  private static Set<String> wanted(@Nullable String parameter) throws ProblemException {
    if (parameter == null || parameter.isEmpty() || parameter.equals("all")) {
      return Set.of();
    }
    Set<String> wanted = Set.copyOf(java.util.List.of(parameter.split(",")));
    if (wanted.size() > MOST_WANTED) {
      throw ProblemException.badRequest(
          "Bad query",
          "migrations names "
              + wanted.size()
              + " migrations, more than "
              + MOST_WANTED
              + ". Ask for all.");
    }
    return wanted;
  }

  private void listen(
      HttpServletRequest request, HttpServletResponse response, Caller caller, Set<String> wanted)
      throws IOException {
    String accepted = request.getHeader("Accept-Encoding");
    boolean zips = accepted != null && accepted.contains("gzip");
    String lastEventId = request.getHeader("Last-Event-ID");
    String last = lastEventId == null ? request.getParameter("lastEventId") : lastEventId;
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("text/event-stream;charset=utf-8");
    response.setHeader("Cache-Control", "no-cache, no-transform");
    response.setHeader("X-Accel-Buffering", "no");
    response.setHeader("Vary", "Accept-Encoding");
    if (zips) {
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setBufferSize(PIECE);
    AsyncContext exchange = request.startAsync(request, response);
    exchange.setTimeout(0);
    StreamClient client =
        new StreamClient(
            exchange,
            response.getOutputStream(),
            zips,
            caller.stillAllowed(),
            joining -> hub.join(joining, wanted, last),
            hub::leave);
    response.getOutputStream().setWriteListener(client);
  }
}
