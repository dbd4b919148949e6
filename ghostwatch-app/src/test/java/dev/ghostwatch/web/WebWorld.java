package dev.ghostwatch.web;

import dev.ghostwatch.access.AccessFile;
import dev.ghostwatch.access.ApiToken;
import dev.ghostwatch.access.Hashes;
import dev.ghostwatch.access.Passwords;
import dev.ghostwatch.access.Randomness;
import dev.ghostwatch.access.Role;
import dev.ghostwatch.access.User;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.config.schema.Shown;
import dev.ghostwatch.document.LayersDocument;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.insight.forecast.Forecasts;
import dev.ghostwatch.insight.lag.LagMethods;
import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.LagLimit;
import dev.ghostwatch.model.layers.MigrationLayers;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.simulator.ManualClock;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import dev.ghostwatch.web.api.AgentInfo;
import dev.ghostwatch.web.api.NoPast;
import dev.ghostwatch.web.api.Past;
import dev.ghostwatch.web.api.Steerable;
import dev.ghostwatch.web.security.Rules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** An agent's HTTP server with users, a clock of its own, and whatever runs a test wants. */
final class WebWorld implements AutoCloseable {
  static final String PASSWORD = "correct horse battery";
  static final String LOCAL_KEY = "gw_local_key";

  final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T13:10:46Z"));
  final List<Snapshot> snapshots = new ArrayList<>();
  final AccessFile users;

  /** A permit lets a second of the stream pass. */
  final Semaphore ticks = new Semaphore(0);

  final Randomness randomness = new Random(7)::nextBytes;
  Past past = new NoPast();
  Steerable.Opener steering = (_, _) -> null;
  Rules rules = new Rules(false, false, List.of(), new Secret(LOCAL_KEY));
  private @Nullable AgentServer server;
  private @Nullable ListenAddress address;

  WebWorld(Path folder) {
    users = new AccessFile(folder.resolve("users.json"));
  }

  /** Adds a user with the password of all. */
  WebWorld user(String name, Role role) throws IOException {
    String hash = Passwords.hash(PASSWORD, randomness);
    users.change(data -> data.with(new User(name, role, hash, clock.instant())));
    return this;
  }

  /** Adds a token, and gives it. */
  String token(String name, Role scope, @Nullable Instant expires) throws IOException {
    String secret = ApiToken.PREFIX + name;
    String hash = Hashes.of(secret);
    users.change(data ->
        data.with(new ApiToken(hash.substring(0, 8), name, scope, hash, clock.instant(), expires)));
    return secret;
  }

  AgentServer start() {
    server = create(new ListenAddress("127.0.0.1", 0));
    address = server.start();
    return server;
  }

  private AgentServer create(ListenAddress listen) {
    return new AgentServer(
        listen,
        new AgentView(
            () -> snapshots,
            WebWorld::layers,
            List::of,
            null,
            past,
            new Info(clock.instant()),
            (snapshot, user) -> steering.open(snapshot, user),
            new AgentView.Access(users, randomness, () -> rules, null),
            clock),
        () -> null,
        new MigrationDocument(() -> Texts.of(Language.EN)),
        new LayersDocument(() -> Texts.of(Language.EN)),
        _ -> ticks.acquire());
  }

  private static MigrationLayers layers(Snapshot snapshot) {
    return new MigrationLayers(
        ServersAndHost.NOTHING,
        LagMethods.of(snapshot, ServersAndHost.NOTHING),
        LagLimit.UNKNOWN,
        Forecasts.of(snapshot, ServersAndHost.NOTHING));
  }

  int port() {
    return java.util.Objects.requireNonNull(address).port();
  }

  /** An answer. */
  record Reply(int status, Map<String, String> headers, String body) {
    @Nullable String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }

  /** Logs in, and gives the headers that a page sends from then on. */
  String[] login(String user) throws IOException {
    Reply reply =
        ask(
            "POST",
            "/api/v1/session",
            "{\"user\":\"" + user + "\",\"password\":\"" + PASSWORD + "\"}",
            "Content-Type: application/json");
    if (reply.status() != 200) {
      throw new AssertionError(reply.toString());
    }
    String cookie = String.valueOf(reply.header("Set-Cookie")).replaceFirst(";.*", "");
    String csrf = reply.body().replaceFirst("(?s).*\"csrf\":\"([^\"]*)\".*", "$1");
    return new String[] {
      "Cookie: " + cookie, "X-CSRF-Token: " + csrf, "Content-Type: application/json"
    };
  }

  Reply get(String path, String... headers) throws IOException {
    return ask("GET", path, null, headers);
  }

  Reply ask(String method, String path, @Nullable String body, String... headers)
      throws IOException {
    StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    boolean hasHost = false;
    for (String header : headers) {
      hasHost |= header.startsWith("Host:");
      request.append(header).append("\r\n");
    }
    if (!hasHost) {
      request.append("Host: 127.0.0.1:").append(port()).append("\r\n");
    }
    if (body != null) {
      int length = body.getBytes(StandardCharsets.UTF_8).length;
      request.append("Content-Length: ").append(length).append("\r\n");
    }
    request.append("Connection: close\r\n\r\n").append(body == null ? "" : body);
    return raw(request.toString().getBytes(StandardCharsets.UTF_8));
  }

  Reply raw(byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      int end = all.indexOf("\r\n\r\n");
      Map<String, String> headers = new LinkedHashMap<>();
      List<String> lines = all.substring(0, end).lines().toList();
      for (String line : lines) {
        int colon = line.indexOf(": ");
        if (colon > 0) {
          headers.merge(
              line.substring(0, colon).toLowerCase(Locale.ROOT),
              line.substring(colon + 2),
              (one, other) -> one + ", " + other);
        }
      }
      return new Reply(
          Integer.parseInt(lines.getFirst().substring(9, 12)), headers, all.substring(end + 4));
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }

  private record Info(Instant startedAt) implements AgentInfo {
    @Override
    public String version() {
      return "test";
    }

    @Override
    public @Nullable Instant lookedAt() {
      return null;
    }

    @Override
    public @Nullable Double storeLagSeconds() {
      return null;
    }

    @Override
    public List<String> obstacles() {
      return List.of();
    }

    @Override
    public @Nullable String configFile() {
      return "/etc/ghostwatch/ghostwatch.yaml";
    }

    @Override
    public ZoneId zone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Shown config() {
      return new Shown.Fields(Map.of("password", new Shown.Single(Shown.MASK, Shown.Type.TEXT)));
    }
  }
}
