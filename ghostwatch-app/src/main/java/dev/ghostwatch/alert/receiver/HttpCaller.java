package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Delivery;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends one HTTP request within a time limit and says how it ended. Redirects are followed only
 * where method, body and host stay the same: a request carries secrets.
 */
final class HttpCaller {
  private static final int MOST_OF_A_REPLY = 64 << 10;
  private static final int MOST_REDIRECTS = 3;

  private final Supplier<HttpClient> client;
  private final Causes causes;
  private final InstantSource clock;
  private final Duration limit;

  /**
   * @param client asked for with the first request
   */
  HttpCaller(Supplier<HttpClient> client, ReceiverContext context, Causes causes) {
    this.client = client;
    this.causes = causes;
    this.clock = context.clock();
    this.limit = context.limit();
  }

  /** A POST of JSON. */
  static HttpRequest.Builder json(URI to, String body) {
    return post(to, "application/json; charset=utf-8", body);
  }

  /** A POST. */
  static HttpRequest.Builder post(URI to, String contentType, String body) {
    return HttpRequest.newBuilder(to)
        .header("Content-Type", contentType)
        .header("User-Agent", "GhostWatch")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  /**
   * Sends a request.
   *
   * @param judge says what a reply with status 2xx means: some services say in it that they failed
   */
  Delivery send(HttpRequest request, Function<Reply, Delivery> judge) throws InterruptedException {
    return send(request, judge, this::refused);
  }

  /**
   * The same.
   *
   * @param refused says what a reply with status 4xx means that another try would not change
   */
  Delivery send(
      HttpRequest request, Function<Reply, Delivery> judge, Function<Reply, Delivery> refused)
      throws InterruptedException {
    HttpRequest next = request;
    for (int redirects = 0; ; redirects++) {
      String host = String.valueOf(next.uri().getHost());
      Reply reply;
      try {
        reply = exchange(next, host);
      } catch (TimeoutException _) {
        return new Delivery.Retry(causes.say("slow", host, Causes.duration(limit)), null);
      } catch (ExecutionException e) {
        return new Delivery.Retry(
            NetworkTrouble.say(causes, host, next.uri().getPort(), e.getCause(), limit), null);
      }
      int status = reply.status();
      if (status >= 200 && status < 300) {
        return judge.apply(reply);
      }
      if (status >= 300 && status < 400) {
        URI target = sameHost(next.uri(), reply);
        if (target == null || redirects == MOST_REDIRECTS || (status != 307 && status != 308)) {
          return new Delivery.Rejected(
              causes.say("redirect", host, String.valueOf(status), place(next.uri(), reply)));
        }
        next = HttpRequest.newBuilder(request, (_, _) -> true).uri(target).build();
        continue;
      }
      boolean later = status == 408 || status == 425 || status == 429 || status >= 500;
      return later ? retry(reply) : refused.apply(reply);
    }
  }

  private Reply exchange(HttpRequest request, String host)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<HttpResponse<String>> sent =
        client.get().sendAsync(request, _ -> new FirstBytes(MOST_OF_A_REPLY));
    try {
      HttpResponse<String> response = sent.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      Map<String, String> headers = new TreeMap<>();
      response
          .headers()
          .map()
          .forEach((name, values) ->
              headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
      return new Reply(host, response.statusCode(), response.body(), headers);
    } finally {
      sent.cancel(true);
    }
  }

  private Delivery retry(Reply reply) {
    return new Delivery.Retry(status(reply), reply.retryAfter(clock.instant()));
  }

  private Delivery refused(Reply reply) {
    return new Delivery.Rejected(status(reply));
  }

  private String status(Reply reply) {
    return reply.body().isBlank()
        ? causes.say("status", reply.host(), String.valueOf(reply.status()))
        : causes.say("statusWithBody", reply.host(), String.valueOf(reply.status()), reply.body());
  }

  private static @Nullable URI sameHost(URI from, Reply reply) {
    String location = reply.headers().get("location");
    try {
      URI target = location == null ? null : from.resolve(location);
      return target != null
              && from.getScheme().equals(target.getScheme())
              && from.getHost().equals(target.getHost())
              && from.getPort() == target.getPort()
          ? target
          : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /** The host a redirect leads to; its path may hold a secret. */
  private static String place(URI from, Reply reply) {
    String location = reply.headers().get("location");
    try {
      return location == null ? "?" : String.valueOf(from.resolve(location).getHost());
    } catch (IllegalArgumentException _) {
      return "?";
    }
  }
}
