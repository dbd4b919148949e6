package dev.ghostwatch.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;

/** Asks over HTTP. */
public final class Web {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN = Duration.ofMillis(50);

  private Web() {}

  /** The body of the answer, whatever its status. */
  public static String get(String address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(address)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  /**
   * The body of the first answer that is as wanted: for what another thread of the server brings
   * about. Asks again for up to half a minute; the last answer when none was, for the test to show.
   */
  public static String firstAnswer(String address, Predicate<String> wanted)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    String answer = get(address);
    while (!wanted.test(answer) && System.nanoTime() - start < PATIENCE.toNanos()) {
      Thread.sleep(BETWEEN);
      answer = get(address);
    }
    return answer;
  }
}
