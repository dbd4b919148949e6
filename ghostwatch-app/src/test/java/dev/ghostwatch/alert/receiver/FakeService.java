package dev.ghostwatch.alert.receiver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service on this host that keeps what it is told and answers as it was told to. */
final class FakeService implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  /** A request as it came. */
  record Told(
      String method, String path, String query, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of("")));
    }

    JsonNode json() {
      return JSON.readTree(body);
    }
  }

  /** What is answered. */
  record Answer(int status, String body, Map<String, String> headers) {}

  final List<Told> told = new CopyOnWriteArrayList<>();
  private final List<Answer> answers = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  FakeService() throws IOException {
    this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  FakeService(HttpServer server) {
    this.server = server;
    server.createContext("/", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Answer answer;
      synchronized (this) {
        told.add(
            new Told(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                String.valueOf(exchange.getRequestURI().getRawQuery()),
                Map.copyOf(exchange.getRequestHeaders()),
                body));
        answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** What comes next; the last of several answers stays. */
  FakeService answers(int status, String body) {
    return answers(status, body, Map.of());
  }

  FakeService answers(int status, String body, Map<String, String> headers) {
    answers.add(new Answer(status, body, headers));
    return this;
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  Told only() {
    if (told.size() != 1) {
      throw new AssertionError("told " + told.size() + " times: " + told);
    }
    return told.getFirst();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
