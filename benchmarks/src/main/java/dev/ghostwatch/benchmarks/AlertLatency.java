package dev.ghostwatch.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long it takes from a condition in gh-ost to the alert at a webhook: simulated runs are told
 * to throttle, one after the other, and an agent in another process, whose rule fires on it, is
 * timed by when its notification arrives.
 */
public final class AlertLatency {
  private static final Pattern TABLE = Pattern.compile("\"migration\":\"shop\\.(t\\d+)\"");

  /** So long a run goes on again, so that its group is told of the end and is gone. */
  private static final Duration REST = Duration.ofSeconds(8);

  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** When each run began to throttle; taken out when its alert arrives. */
  private final Map<String, Long> begun = new ConcurrentHashMap<>();

  private final List<Double> seconds = new ArrayList<>();

  private AlertLatency() {}

  /**
   * Runs the benchmark and prints a row of a table.
   *
   * @param arguments a folder for the sockets, the port of the webhook, runs, rounds
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int runs = Integer.parseInt(arguments[2]);
    new AlertLatency()
        .measure(
            Path.of(arguments[0]),
            Integer.parseInt(arguments[1]),
            runs,
            Integer.parseInt(arguments[3]));
    System.exit(0);
  }

  private void measure(Path folder, int port, int runs, int rounds)
      throws IOException, InterruptedException {
    HttpServer webhook =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    webhook.createContext("/", this::arrived);
    webhook.start();
    for (int i = 0; i < runs; i++) {
      SimulatedFleet.start(folder, i);
    }
    System.out.println("ready");
    // The agent finds the runs and compiles what it does.
    Thread.sleep(Duration.ofSeconds(30));
    Random random = new Random(7);
    int expected = 0;
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < runs; i++) {
        // At any place of the second in which the agent asks.
        Thread.sleep(random.nextInt(200));
        String table = SimulatedFleet.table(i);
        begun.put(table, System.nanoTime());
        tell(folder, i, "throttle=" + table);
        // gh-ost looks about once a second whether it is to throttle; until then nothing has begun.
        while (!tell(folder, i, "sup").contains("State: throttled")) {
          Thread.sleep(10);
        }
        begun.replace(table, System.nanoTime());
        expected++;
      }
      long end = System.nanoTime() + LONGEST.toNanos();
      while (!begun.isEmpty() && System.nanoTime() < end) {
        Thread.sleep(50);
      }
      begun.clear();
      for (int i = 0; i < runs; i++) {
        tell(folder, i, "no-throttle=" + SimulatedFleet.table(i));
      }
      Thread.sleep(REST);
    }
    print(expected);
  }

  private synchronized void print(int expected) {
    seconds.sort(null);
    System.out.printf(
        "| %d | %d | %.2f | %.2f | %.2f |%n", expected, seconds.size(), at(50), at(99), at(100));
  }

  private double at(int percent) {
    int index = (int) Math.ceil(seconds.size() * percent / 100.0) - 1;
    return seconds.isEmpty() ? Double.NaN : seconds.get(Math.max(0, index));
  }

  private void arrived(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
    Matcher table = TABLE.matcher(body.replace(" ", ""));
    if (body.contains("firing") && table.find()) {
      Long begin = begun.remove(table.group(1));
      if (begin != null) {
        add((now - begin) / 1e9);
      }
    }
  }

  private synchronized void add(double latency) {
    seconds.add(latency);
  }

  private static String tell(Path folder, int i, String command) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(SimulatedFleet.socket(folder, i)));
      channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
      ByteBuffer answer = ByteBuffer.allocate(16_384);
      while (channel.read(answer) >= 0 && answer.hasRemaining()) {
        // Until gh-ost closes.
      }
      return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
    }
  }
}
