package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.terminal.top.Happening;
import dev.ghostwatch.terminal.top.TopRun;
import dev.ghostwatch.terminal.top.Trail;
import dev.ghostwatch.terminal.view.Ink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an agent remembers of before is asked for once a run. */
class TopPastTest {
  private static final Instant START = Instant.parse("2026-11-22T13:08:06Z");
  private static final Instant NOW = Instant.parse("2026-11-22T13:20:00Z");

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final TopPast past = new TopPast();
  private volatile String answer =
      """
      {"id":"x","columns":["at","rowsPerSecond","lagSeconds","backlog","throttleKind"],
       "data":[[1795353000.5,1795353001.5,null],[1200.5,0,1],[0.1,2.5,1],[7,null,1],[null,5,1]]}
      """;
  private volatile String events =
      """
      [{"at":"2026-11-22T13:19:00Z","type":"error","text":"lost a connection","source":"log"},
       {"at":"2026-11-22T13:17:00Z","type":"setting","text":"chunk-size: 1000 -> 500"},
       {"at":"2026-11-22T13:16:00Z","type":"resume","text":"lag","source":"log"},
       {"at":"2026-11-22T13:15:00Z","type":"throttle","text":"lag=2.500000s","source":"log"},
       {"type":"throttle"}]
      """;
  private volatile int status = 200;
  private HttpServer server;
  private AgentLine agent;

  @BeforeEach
  void begin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(String.valueOf(exchange.getRequestURI()));
          boolean isOfEvents = exchange.getRequestURI().getPath().endsWith("/events");
          byte[] body = (isOfEvents ? events : answer).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    agent =
        new AgentLine(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            null,
            Path.of("/nonexistent"));
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private static TopRun run(String table, @Nullable Instant startedAt) {
    return TopRuns.of(
        Snapshot.of().table(new TableName("shop", table)).startedAt(startedAt).build());
  }

  private static List<TopRun> runs(int count) {
    return IntStream.range(0, count).mapToObj(i -> run("t" + i, START)).toList();
  }

  @Test
  void theLastTenMinutesOfEachRunAreAskedForOnce() throws IOException {
    TopRun orders = run("orders", START);
    Map<String, List<Trail.Point>> found = past.of(agent, List.of(orders), null, NOW).points();
    assertThat(asked)
        .containsExactly(
            "/api/v1/migrations/shop.orders%4020261122T130806Z/samples?columns=rowsPerSecond,"
                + "lagSeconds,backlog,throttleKind&points=600&from=2026-11-22T13:10:00Z",
            "/api/v1/migrations/shop.orders%4020261122T130806Z/events?limit=30"
                + "&before=2026-11-22T13:20:00Z");
    assertThat(found).containsOnlyKeys(orders.key());
    assertThat(found.get(orders.key()))
        .containsExactly(
            new Trail.Point(Instant.ofEpochMilli(1795353000500L), 1200.5, 0.1, 7, null),
            new Trail.Point(
                Instant.ofEpochMilli(1795353001500L), 0, 2.5, -1, ThrottleReason.Kind.LAG));
    assertThat(past.of(agent, List.of(orders), orders, NOW))
        .isEqualTo(new TopPast.Found(Map.of(), Map.of()));
    assertThat(asked).hasSize(2);
  }

  @Test
  void whatHappenedIsToldTheOldestFirstUntilTheRunWasSeen() throws IOException {
    List<TopRun> runs = runs(9);
    Map<String, List<Happening>> found = past.of(agent, runs, null, NOW).events();
    assertThat(found.get(runs.getFirst().key()))
        .containsExactly(
            new Happening(
                Instant.parse("2026-11-22T13:15:00Z"),
                Phrase.of("throttle.lag", "2.5 s", "max-lag-millis"),
                Ink.CAREFUL),
            new Happening(
                Instant.parse("2026-11-22T13:16:00Z"), Phrase.of("top.event.resume"), Ink.GOOD),
            new Happening(
                Instant.parse("2026-11-22T13:17:00Z"),
                Phrase.of("top.event.setting", "chunk-size", "1000", "500"),
                Ink.ACCENT),
            new Happening(
                Instant.parse("2026-11-22T13:19:00Z"),
                Phrase.of("top.event.other", "error", "lost a connection"),
                Ink.BAD));
    // One that has to wait for its turn: what the dashboard saw meanwhile it knows itself.
    past.of(agent, runs, null, NOW.plusSeconds(1));
    assertThat(asked.getLast()).contains("shop.t8%40", "/events", "before=2026-11-22T13:20:00Z");
  }

  @Test
  void aFewRunsAtEachLookAndTheOneInViewFirst() throws IOException {
    List<TopRun> runs = runs(20);
    assertThat(past.of(agent, runs, runs.get(19), NOW).points())
        .hasSize(8)
        .containsKey(runs.get(19).key());
    assertThat(asked.getFirst()).contains("shop.t19%40");
    assertThat(past.of(agent, runs, null, NOW).points()).hasSize(8);
    assertThat(past.of(agent, runs, null, NOW).points()).hasSize(4);
    assertThat(past.of(agent, runs, null, NOW).points()).isEmpty();
    assertThat(asked).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void aRunThatWasGoneIsAskedForAgainAndOneWithoutANameNever() throws IOException {
    List<TopRun> runs = runs(1);
    past.of(agent, runs, null, NOW);
    past.of(agent, List.of(run("unnamed", null)), null, NOW);
    assertThat(asked).hasSize(2);
    past.of(agent, runs, null, NOW);
    assertThat(asked).hasSize(4);
  }

  @Test
  void anAgentThatRemembersNothingIsNotAskedAgain() throws IOException {
    status = 404;
    TopRun orders = run("orders", START);
    assertThat(past.of(agent, List.of(orders), null, NOW).points().get(orders.key())).isEmpty();
    assertThat(past.of(agent, List.of(orders), null, NOW).events()).isEmpty();
    status = 200;
    answer = "{\"data\":[[1,2]]}";
    TopRun items = run("items", START);
    assertThat(past.of(agent, List.of(items), null, NOW).points().get(items.key())).isEmpty();
    assertThat(asked).hasSize(4);
  }

  @Test
  void whatIsNoAnswerOfAnAgentIsTrouble() {
    answer = "<html>";
    assertThatThrownBy(() -> past.of(agent, runs(1), null, NOW))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("gave no samples of shop.t0@20261122T130806Z");
    answer = "{}";
    events = "<html>";
    assertThatThrownBy(() -> past.of(agent, runs(1), null, NOW))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("gave no events of shop.t0@20261122T130806Z");
  }
}
