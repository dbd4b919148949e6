package dev.ghostwatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.access.Role;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.monitor.MigrationMonitor;
import dev.ghostwatch.web.WebWorld.Reply;
import dev.ghostwatch.web.route.Need;
import dev.ghostwatch.web.route.Route;
import dev.ghostwatch.web.security.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked // a test fails on null by itself
class SecurityTest {
  private static final String JSON = "Content-Type: application/json";
  private static final String COMMANDS = "/api/v1/migrations/shop.orders/commands";
  private static final String THROTTLE = "{\"command\":\"throttle\"}";
  private static final String STATUS =
      """
      # Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`
      # Migration started at Sun Nov 22 13:08:06 +0000 2026
      Copy: 466600/752865 62.0%; Applied: 12; Backlog: 3/1000; Time: 2m40s(total), 2m11s(copy); streamer: mysql-bin.007069:622646704; Lag: 0.01s, HeartbeatLag: 0.02s, State: migrating; ETA: 1m19s
      """;

  @TempDir private Path folder;
  private final List<String> opened = new ArrayList<>();
  private WebWorld world;
  private AgentServer server;

  @BeforeEach
  void start() throws IOException {
    world = new WebWorld(folder).user("ann", Role.OPERATOR).user("vic", Role.VIEWER);
    world.snapshots.add(MigrationMonitor.of(List.of(StatusReply.parse(STATUS))));
    world.steering =
        (_, user) -> {
          opened.add(user);
          return null;
        };
    server = world.start();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Reply steer(String... headers) throws IOException {
    return world.ask("POST", COMMANDS, THROTTLE, headers);
  }

  private static void refused(Reply reply, int status, String text) {
    assertThat(reply.body()).contains(text);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void readingIsOpenOnThisHostAndSteeringIsNot() throws IOException {
    assertThat(world.get("/api/v1/migrations").status()).isEqualTo(200);
    Reply reply = steer(JSON);
    refused(reply, 401, "Changing something needs a login, or a token");
    assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"GhostWatch\"");
    assertThat(reply.body())
        .contains("ghostwatch user add NAME --role operator", "web.steering: open");
    assertThat(opened).isEmpty();
  }

  @Test
  void aProxyOfThisHostSpeaksForOthers() throws IOException {
    refused(
        world.get("/api/v1/migrations", "X-Forwarded-For: 203.0.113.7"),
        401,
        "Reading from another host needs a login");
    world.rules = Rules.OPEN;
    refused(steer(JSON, "X-Forwarded-For: 127.0.0.1"), 401, "Changing something needs a login");
    assertThat(opened).isEmpty();
  }

  @Test
  void everybodyOfThisHostSteersWhereTheConfigurationSaysSo() throws IOException {
    world.rules = Rules.OPEN;
    assertThat(world.get("/api/v1/session").body())
        .contains("\"user\":null,\"role\":\"operator\"", "\"steering\":\"open\"");
    refused(steer(JSON), 409, "has no control socket or port");
    assertThat(opened).containsExactly("http local");
  }

  @Test
  void anOperatorSteersUnderTheirName() throws IOException {
    refused(steer(world.login("ann")), 409, "has no control socket or port that the agent knows");
    assertThat(opened).containsExactly("http ann");
  }

  @Test
  void aViewerDoesNotSteer() throws IOException {
    String[] vic = world.login("vic");
    refused(steer(vic), 403, "vic is viewer; this needs operator. Nothing was changed.");
    assertThat(opened).isEmpty();
    assertThat(world.get("/api/v1/migrations", vic).status()).isEqualTo(200);
  }

  @Test
  void aCookieAloneChangesNothing() throws IOException {
    String[] ann = world.login("ann");
    refused(steer(ann[0], JSON), 403, "found none. Nothing was changed.");
    refused(steer(ann[0], JSON, "X-CSRF-Token: guessed"), 403, "found another.");
    refused(
        world.ask("DELETE", "/api/v1/session", null, ann[0]), 403, "must bring the header X-CSRF");
    assertThat(opened).isEmpty();
    assertThat(world.get("/api/v1/session", ann[0]).body()).contains("\"user\":\"ann\"");
  }

  @Test
  void theCookieIsForThisSiteAndNoScript() throws IOException {
    Reply reply =
        world.ask(
            "POST",
            "/api/v1/session",
            "{\"user\":\"ann\",\"password\":\"" + WebWorld.PASSWORD + "\"}",
            JSON);
    assertThat(reply.header("Set-Cookie"))
        .matches("ghostwatch_\\d+=[\\w-]{43}; Path=/; Max-Age=604800; HttpOnly; SameSite=Strict");
  }

  @Test
  void whoLogsOutIsOut() throws IOException {
    String[] ann = world.login("ann");
    assertThat(world.ask("DELETE", "/api/v1/session", null, ann).body()).contains("\"user\":null");
    refused(steer(ann), 401, "Changing something needs a login");
  }

  @Test
  void aSessionEndsByItself() throws IOException {
    String[] ann = world.login("ann");
    world.clock.advance(Duration.ofHours(13));
    refused(steer(ann), 401, "Changing something needs a login");
  }

  @Test
  void whoIsRemovedIsOutAtOnce() throws IOException {
    String[] ann = world.login("ann");
    world.users.change(data -> data.withoutUser("ann"));
    refused(steer(ann), 401, "Changing something needs a login");
  }

  @Test
  void aPageUnderAnotherNameReadsNothing() throws IOException {
    refused(
        world.get("/api/v1/migrations", "Host: evil.example"),
        403,
        "answers only requests for that name");
    refused(world.get("/nowhere", "Host: evil.example"), 403, "answers only requests");
    refused(world.get("/api/v1/stream", "Host: evil.example"), 403, "answers only requests");
    world.rules = new Rules(false, false, List.of("watch.example"), null);
    assertThat(world.get("/api/v1/migrations", "Host: watch.example").status()).isEqualTo(200);
  }

  @Test
  void aPageOfAnotherSiteSendsNothing() throws IOException {
    String[] ann = world.login("ann");
    refused(
        steer(ann[0], ann[1], JSON, "Origin: https://evil.example"),
        403,
        "A web page of https://evil.example sent this request");
    refused(steer(ann[0], ann[1], JSON, "Origin: null"), 403, "A web page of null sent");
    refused(
        steer(ann[0], ann[1], JSON, "Sec-Fetch-Site: cross-site"),
        403,
        "A web page of another site sent this request");
    refused(
        world.get("/api/v1/stream", "Origin: http://localhost:1"), 403, "http://localhost:1 sent");
    assertThat(opened).isEmpty();
    refused(
        steer(ann[0], ann[1], JSON, "Origin: http://127.0.0.1:" + world.port()),
        409,
        "has no control socket");
  }

  @Test
  void aTokenIsGoodUntilItExpires() throws IOException {
    String token = world.token("ci", Role.OPERATOR, world.clock.instant().plus(Duration.ofDays(1)));
    refused(steer(JSON, "Authorization: Bearer " + token), 409, "has no control socket");
    assertThat(opened).containsExactly("http token ci");
    world.clock.advance(Duration.ofDays(1));
    refused(
        steer(JSON, "Authorization: Bearer " + token),
        401,
        "(ci) expired at 2026-11-23T13:10:46Z. Nothing was changed.");
    assertThat(opened).hasSize(1);
  }

  @Test
  void aTokenDoesWhatItsScopeSays() throws IOException {
    String token = world.token("wall", Role.VIEWER, null);
    Reply reply = steer(JSON, "Authorization: Bearer " + token);
    refused(reply, 403, "token wall is viewer; this needs operator. Nothing was changed.");
    refused(reply, 403, "'ghostwatch token create NAME --scope operator' makes a token that may.");
    refused(
        world.get("/api/v1/migrations", "Authorization: Bearer gw_wrong"),
        401,
        "holds no token that this agent knows");
    refused(
        world.get("/api/v1/migrations", "Authorization: Basic YW5uOmFubg=="),
        401,
        "holds no token that this agent knows");
  }

  @Test
  void commandsOfTheAgentsUserShowItsKey() throws IOException {
    refused(
        steer(JSON, "Authorization: Bearer " + WebWorld.LOCAL_KEY), 409, "has no control socket");
    assertThat(opened).containsExactly("http local");
  }

  @Test
  void whoGuessesPasswordsIsSlowedDown() throws IOException {
    for (int i = 0; i < 3; i++) {
      refused(tryPassword("ann", "wrong password " + i), 401, "or the password is another");
    }
    Reply slowed = tryPassword("ann", WebWorld.PASSWORD);
    refused(slowed, 429, "the password was not looked at. Try again in 1 s.");
    assertThat(slowed.header("Retry-After")).isEqualTo("1");
    world.clock.advance(Duration.ofSeconds(1));
    refused(tryPassword("bob", "another wrong one"), 401, "There is no such user");
    world.clock.advance(Duration.ofSeconds(1));
    refused(tryPassword("ann", WebWorld.PASSWORD), 429, "Try again in 1 s.");
    world.clock.advance(Duration.ofSeconds(1));
    assertThat(tryPassword("ann", WebWorld.PASSWORD).status()).isEqualTo(200);
    assertThat(tryPassword("ann", "wrong again 1234").status()).isEqualTo(401);
  }

  @Test
  void guessesSentAtOnceAreSlowedDownToo() throws Exception {
    Callable<Integer> guess = () -> tryPassword("ann", "wrong password").status();
    List<Integer> answers;
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          many.invokeAll(Collections.nCopies(20, guess)).stream().map(Future::resultNow).toList();
    }
    assertThat(answers).containsOnly(401, 429);
    assertThat(answers.stream().filter(status -> status == 401)).hasSize(3);
  }

  @Test
  void whatCannotBeANameIsNotRemembered() throws IOException {
    for (String name : List.of("x".repeat(100_000), "", "ann\\nevent=login user=ann", "<b>")) {
      for (int i = 0; i < 4; i++) {
        refused(tryPassword(name, "wrong password"), 401, "There is no such user");
      }
    }
    assertThat(tryPassword("ann", WebWorld.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void whoGotInByAnOldPasswordIsOut() throws IOException {
    String[] ann = world.login("ann");
    refused(steer(ann), 409, "has no control socket");
    world.user("ann", Role.OPERATOR);
    refused(steer(ann), 401, "needs a login");
  }

  private Reply tryPassword(String user, String password) throws IOException {
    return world.ask(
        "POST",
        "/api/v1/session",
        "{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}",
        JSON);
  }

  @Test
  void nobodyGetsInByAFileThatOthersMayRead() throws IOException {
    Files.setPosixFilePermissions(world.users.path(), PosixFilePermissions.fromString("rw-r--r--"));
    refused(
        tryPassword("ann", WebWorld.PASSWORD), 503, "may be read or changed by others than its");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page/../../text/messages_en.properties",
        "/page/..%2f..%2ftext/messages_en.properties",
        "/page/%2e%2e/%2e%2e/text/messages_en.properties",
        "/page/..%252f..%252ftext%252fmessages_en.properties",
        "/page/%2fetc%2fpasswd",
        "/page//etc/passwd",
        "/page/..;/..;/text/messages_en.properties",
        "/page/x%00.js",
        "/page/%5c..%5ctext%5cmessages_en.properties",
        "/page/PageFiles.class"
      })
  void nothingBesideThePageIsServed(String path) throws IOException {
    Reply reply = world.get(path);
    assertThat(reply.status()).isIn(400, 404);
    assertThat(reply.body()).doesNotContain("serve.started", "root:");
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void aNameOfThousandsOfFoldersIsNoFile() throws IOException {
    refused(
        world.get("/page/" + "a/".repeat(3500) + "b.js"), 404, "The web page has no file /page/a/");
  }

  @Test
  void aBodyCanBeTooLarge() throws IOException {
    String large = "{\"command\":\"" + "x".repeat(2 << 20) + "\"}";
    Reply reply = world.ask("POST", COMMANDS, large, world.login("ann"));
    refused(reply, 413, "larger than 1 MB");
    assertThat(opened).isEmpty();
  }

  @Test
  void aHeadCanBeTooLarge() throws IOException {
    Reply reply = world.get("/api/v1/migrations", "X-Long: " + "x".repeat(20_000));
    assertThat(reply.status()).isEqualTo(431);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void whatIsNoHttpIsAProblemToo() throws IOException {
    Reply reply =
        world.raw("\u0000\u0001\u0002 / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).doesNotContain("Jetty", "<html>");
  }

  @Test
  void onlyTheMethodsThereAreWork() throws IOException {
    for (String method : List.of("PUT", "PATCH", "DELETE", "OPTIONS")) {
      refused(world.ask(method, "/api/v1/migrations", null), 405, "does not take " + method);
    }
    assertThat(world.ask("TRACE", "/api/v1/migrations", null).status()).isIn(404, 405);
    refused(world.ask("POST", "/api/v1/stream", "x"), 405, "takes GET; found POST");
  }

  @Test
  void onlyJsonIsUnderstood() throws IOException {
    String[] ann = world.login("ann");
    refused(steer(ann[0], ann[1], "Content-Type: text/plain"), 415, "found text/plain");
    refused(steer(ann[0], ann[1]), 415, "found null");
    refused(world.ask("POST", COMMANDS, "{", ann), 400, "cannot be read as a JSON object");
    refused(world.ask("POST", COMMANDS, "[]", ann), 400, "it is no object");
    refused(
        world.ask("POST", COMMANDS, "{\"comand\":\"throttle\"}", ann),
        400,
        "There is no field \\\"comand\\\"; did you mean command");
    refused(world.ask("POST", COMMANDS, "{\"command\":7}", ann), 400, "command must be a text");
    refused(
        world.ask("POST", COMMANDS, "{\"command\":\"drop\"}", ann),
        400,
        "There is no command \\\"drop\\\"; there are set, throttle");
    assertThat(opened).isEmpty();
  }

  @Test
  void onlyAnAdministratorSeesWhoMayDoWhatAndRevokesTokens() throws IOException {
    world.user("eve", Role.ADMIN);
    String token = world.token("ci", Role.OPERATOR, null);
    refused(world.get("/api/v1/access"), 401, "needs a login");
    refused(
        world.get("/api/v1/access", world.login("ann")), 403, "ann is operator; this needs admin");
    String[] eve = world.login("eve");
    Reply all = world.get("/api/v1/access", eve);
    assertThat(all.body())
        .contains("\"name\":\"ann\",\"role\":\"operator\"", "\"name\":\"ci\"")
        .doesNotContain("argon2", "hash");
    String id = all.body().replaceFirst("(?s).*\"id\":\"([0-9a-f]{8})\".*", "$1");
    refused(world.ask("DELETE", "/api/v1/access/tokens/none", null, eve), 404, "no token none");
    assertThat(world.ask("DELETE", "/api/v1/access/tokens/" + id, null, eve).status())
        .isEqualTo(200);
    refused(
        steer(JSON, "Authorization: Bearer " + token), 401, "holds no token that this agent knows");
  }

  /** Every answer of every route, and what is no route, says the same to a browser. */
  @Test
  void everyAnswerHasItsHeaders() throws IOException {
    List<String> paths = new ArrayList<>(List.of("/nowhere", "/api/v1/migrations/none/log"));
    for (Route route : server.routes()) {
      if (route.method().name().equals("GET")) {
        paths.add(route.path().replace("{id}", "shop.orders").replace("<file>", "x.js"));
      }
    }
    assertThat(paths).hasSizeGreaterThan(15);
    for (String path : paths) {
      for (String method : List.of("GET", "POST", "DELETE", "HEAD")) {
        Reply reply = world.ask(method, path, null);
        assertThat(reply.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
        assertThat(reply.header("Referrer-Policy")).as(path).isEqualTo("no-referrer");
        assertThat(reply.header("X-Frame-Options")).as(path).isEqualTo("DENY");
        assertThat(reply.header("Cache-Control")).as(path).contains("no-cache");
        assertThat(reply.header("Content-Security-Policy"))
            .as(path)
            .startsWith("default-src 'none'")
            .contains("frame-ancestors 'none'")
            .doesNotContain("unsafe");
        assertThat(reply.headers()).as(path).doesNotContainKeys("server", "x-powered-by");
        assertThat(reply.headers().keySet())
            .as(path)
            .noneMatch(name -> name.startsWith("access-control-"));
      }
    }
  }

  /** A new route that changes something must say so. */
  @Test
  void whatIsNoGetNeedsSomebody() {
    assertThat(
            server.routes().stream()
                .filter(route -> !route.method().name().equals("GET"))
                .filter(route -> route.need() == Need.NOTHING)
                .map(route -> route.method().name() + " " + route.path()))
        .containsExactlyInAnyOrder("POST /api/v1/session", "DELETE /api/v1/session");
  }

  @Test
  void secretsOfTheConfigurationAreMasked() throws IOException {
    assertThat(world.get("/api/v1/agent/config").body()).contains("\"password\":\"<secret>\"");
  }
}
