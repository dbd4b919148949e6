package dev.ghostwatch.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 while a receiver fails at random: every notification arrives, few of them twice. The full
 * run is {@code -Dghostwatch.deliveries=1000 -Dghostwatch.kills=20}.
 */
class DeliveryKillTest {
  private static final int ALERTS = Integer.getInteger("ghostwatch.deliveries", 120);
  private static final int KILLS = Integer.getInteger("ghostwatch.kills", 3);
  private static final long SEED = Long.getLong("ghostwatch.seed", 20261126L);

  @TempDir Path folder;

  private final Random random = new Random(SEED);
  private final Map<String, Integer> arrived = new TreeMap<>();
  private int refused;

  @Test
  void everyNotificationArrivesAndFewTwice() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
      int next = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        int end = ALERTS * (kill + 1) / KILLS;
        next = live(url, next, end, random.nextInt(20 * ALERTS / KILLS), false);
      }
      next = live(url, next, ALERTS, 0, true);
      assertThat(next).isEqualTo(ALERTS);
    } finally {
      server.stop(0);
    }
    for (int i = 0; i < ALERTS; i++) {
      assertThat(arrived).as("seed %d", SEED).containsKey("n" + i);
    }
    int twice = arrived.values().stream().mapToInt(count -> count - 1).sum();
    System.out.printf(
        "deliveries: %d notifications, %d kills, %d tries refused, %d arrived more than once%n",
        ALERTS, KILLS, refused, twice);
    assertThat(refused).isPositive();
    // At most what is under way when it is killed: as many as the channel's concurrency.
    assertThat(twice).as("seed %d", SEED).isLessThanOrEqualTo(2 * KILLS);
    if (ALERTS >= 1000) {
      assertThat(twice * 50).as("under 2 %%, seed %d", SEED).isLessThan(ALERTS);
    }
  }

  /**
   * A life of the delivering process, ended by signal 9.
   *
   * @param afterMillis how long after it has opened its outbox
   * @param toTheEnd whether it lives until nothing is left to deliver
   * @return the first notification that it did not say it had taken
   */
  private int live(String url, int first, int end, int afterMillis, boolean toTheEnd)
      throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx96m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledDelivery.class.getName(),
                folder.resolve("alerts.db").toString(),
                url,
                String.valueOf(first),
                String.valueOf(end))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int next = first;
    boolean empty = false;
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.equals("open") && !toTheEnd) {
          Thread.ofVirtual()
              .start(() -> {
                try {
                  process.waitFor(afterMillis, TimeUnit.MILLISECONDS);
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
                process.toHandle().destroyForcibly();
              });
        } else if (line.matches("\\d+")) {
          next = Integer.parseInt(line) + 1;
        } else if (line.equals("empty")) {
          empty = true;
          if (toTheEnd) {
            process.toHandle().destroyForcibly();
          }
        }
      }
    }
    assertThat(process.waitFor()).as("killed by signal 9").isEqualTo(128 + 9);
    assertThat(empty || !toTheEnd).isTrue();
    return next;
  }

  /** Three in ten tries fail in one of four ways before anything is taken. */
  private void take(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String id = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    synchronized (this) {
      int lot = random.nextInt(40);
      switch (lot) {
        case 0, 1, 2, 3 -> reply(exchange, 500, "oops");
        case 4, 5, 6 -> reply(exchange, 502, "<html>Bad gateway</html>");
        case 7, 8 -> {
          exchange.getResponseHeaders().set("Retry-After", "0");
          reply(exchange, 429, "slow down");
        }
        case 9, 10, 11 -> exchange.close();
        default -> {
          arrived.merge(id, 1, Integer::sum);
          reply(exchange, 200, "ok");
        }
      }
      refused += lot < 12 ? 1 : 0;
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
