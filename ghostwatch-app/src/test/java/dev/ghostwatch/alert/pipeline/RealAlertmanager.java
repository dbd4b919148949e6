package dev.ghostwatch.alert.pipeline;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.pipeline.ParityScript.Step;
import dev.ghostwatch.config.alert.MatcherException;
import dev.ghostwatch.config.alert.Matchers;
import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.JsonTree;
import dev.ghostwatch.document.JsonTree.BadJsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A real Alertmanager on loopback, and the webhook that it tells. */
final class RealAlertmanager implements AutoCloseable {
  static final String PROGRAM = "prometheus-alertmanager";

  private final HttpServer webhook;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final URI address;
  private final Path log;
  private final ConcurrentLinkedQueue<Heard> heard = new ConcurrentLinkedQueue<>();
  private final Map<Labels, Instant> began = new HashMap<>();
  private final Map<String, String> silences = new HashMap<>();

  /** When its process began. */
  final Instant started;

  private volatile Instant begin = Instant.MAX;

  RealAlertmanager(List<ParityScript> scripts, Path folder) throws Exception {
    webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    webhook.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    webhook.createContext("/", this::take);
    webhook.start();
    Path config = Files.writeString(folder.resolve("alertmanager.yml"), config(scripts));
    int port = freePort();
    address = URI.create("http://127.0.0.1:" + port);
    log = folder.resolve("alertmanager.log");
    started = Instant.now();
    process =
        new ProcessBuilder(
                PROGRAM,
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    for (int i = 0; !isReady(); i++) {
      if (i > 400 || !process.isAlive()) {
        close();
        throw new IOException("no Alertmanager: " + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(25);
    }
  }

  static boolean isInstalled() {
    return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String config(List<ParityScript> scripts) {
    TreeSet<String> lists = new TreeSet<>();
    StringBuilder routes = new StringBuilder();
    StringBuilder inhibit = new StringBuilder();
    for (ParityScript script : scripts) {
      lists.addAll(script.receiverLists());
      routes
          .append("    - {")
          .append(ParityScript.inAlertmanagersWords(script.routeKeys()))
          .append("}\n");
      script
          .inhibitRules()
          .forEach(rule ->
              inhibit.append("  - ").append(ParityScript.inAlertmanagersWords(rule)).append('\n'));
    }
    StringBuilder receivers = new StringBuilder("  - name: none\n");
    for (String list : lists) {
      receivers.append("  - name: '").append(list).append("'\n    webhook_configs:\n");
      for (String receiver : list.split(", ", -1)) {
        receivers.append("      - {url: 'http://127.0.0.1:").append(webhook.getAddress().getPort());
        receivers.append('/').append(receiver).append("', send_resolved: ");
        receivers.append(!receiver.endsWith("quiet")).append("}\n");
      }
    }
    return """
    global: {resolve_timeout: 1h}
    time_intervals:
      - {name: always, time_intervals: [{times: [{start_time: '00:00', end_time: '24:00'}]}]}
      - {name: never, time_intervals: [{years: ['1999']}]}
    route:
      receiver: none
      routes:
    %sreceivers:
    %sinhibit_rules:
    %s\
    """
        .formatted(routes, receivers, inhibit);
  }

  private boolean isReady() throws InterruptedException {
    try {
      return send("GET", "/-/ready", "").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    Duration at = Duration.between(begin, Instant.now());
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
    try {
      heard.add(
          Heard.of(JsonTree.object(body), exchange.getRequestURI().getPath().substring(1), at));
    } catch (BadJsonException e) {
      throw new IOException(body, e);
    }
  }

  /** Plays sequences from now on and gives what was told; also the worst delay of a step. */
  List<Heard> play(List<ParityScript> scripts, List<Duration> delays) throws Exception {
    record Done(ParityScript script, Step step) {}

    List<Done> all = new ArrayList<>();
    Duration end = Duration.ZERO;
    for (ParityScript script : scripts) {
      script.steps().forEach(step -> all.add(new Done(script, step)));
      end = script.end().compareTo(end) > 0 ? script.end() : end;
    }
    all.sort((a, b) -> a.step().compareTo(b.step()));
    begin = Instant.now();
    for (Done done : all) {
      waitUntil(begin.plus(done.step().at()));
      run(done.script(), done.step());
      delays.add(Duration.between(begin.plus(done.step().at()), Instant.now()));
    }
    waitUntil(begin.plus(end).plusMillis(400));
    return List.copyOf(heard);
  }

  Instant begin() {
    return begin;
  }

  private static void waitUntil(Instant moment) throws InterruptedException {
    Duration rest = Duration.between(Instant.now(), moment);
    if (rest.isPositive()) {
      TimeUnit.NANOSECONDS.sleep(rest.toNanos());
    }
  }

  private void run(ParityScript script, Step step) throws Exception {
    switch (step.verb()) {
      case "fire", "resolve" -> alerts(script, step);
      case "silence" -> silence(script, step);
      case "expire" ->
          expect(
              send(
                  "DELETE",
                  "/api/v2/silence/" + silences.get(script.name() + step.words().getFirst()),
                  ""));
      default -> throw new IllegalArgumentException(step.toString());
    }
  }

  private void alerts(ParityScript script, Step step) throws Exception {
    Instant now = Instant.now();
    boolean over = step.verb().equals("resolve");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Documents.array(
        out,
        Documents.Format.JSON_LINE,
        script.alerts(step),
        (json, labels) -> {
          began.putIfAbsent(labels, now.minus(step.seconds("since")));
          json.textsByName("labels", labels.values());
          json.time("startsAt", began.get(labels));
          if (over) {
            json.time("endsAt", now);
            began.remove(labels);
          } else if (step.has("until")) {
            json.time("endsAt", now.plus(step.seconds("until")));
          }
        });
    expect(send("POST", "/api/v2/alerts", out.toString(StandardCharsets.UTF_8)));
  }

  private void silence(ParityScript script, Step step) throws Exception {
    Instant starts = Instant.now().plus(step.seconds("after"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Documents.object(
        out,
        Documents.Format.JSON_LINE,
        json -> {
          json.array(
              "matchers",
              matchers(script, step).all(),
              matcher ->
                  json.object(() -> {
                    json.text("name", matcher.name());
                    json.text("value", matcher.value());
                    json.flag("isRegex", matcher.operator().sign().endsWith("~"));
                    json.flag("isEqual", matcher.operator().sign().startsWith("="));
                  }));
          json.time("startsAt", starts);
          json.time("endsAt", starts.plusSeconds(Long.parseLong(step.words().get(2))));
          json.text("createdBy", "me");
          json.text("comment", "why");
        });
    HttpResponse<String> answer =
        send("POST", "/api/v2/silences", out.toString(StandardCharsets.UTF_8));
    expect(answer);
    silences.put(
        script.name() + step.words().getFirst(),
        String.valueOf(JsonTree.object(answer.body()).get("silenceID")));
  }

  static Matchers matchers(ParityScript script, Step step) {
    try {
      return Matchers.parse(List.of("scenario=\"" + script.name() + "\"", step.words().get(1)));
    } catch (MatcherException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void expect(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new UncheckedIOException(new IOException(answer.statusCode() + " " + answer.body()));
    }
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    webhook.stop(0);
    client.close();
  }
}
