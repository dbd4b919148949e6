package dev.ghostwatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.document.JsonTree;
import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.history.PastRun;
import dev.ghostwatch.history.pack.Block;
import dev.ghostwatch.history.pack.Thinner;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.monitor.MigrationMonitor;
import dev.ghostwatch.web.WebWorld.Reply;
import dev.ghostwatch.web.api.NoPast;
import dev.ghostwatch.web.route.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullUnmarked // a test fails on null by itself
class ApiTest {
  private static final String RUN = "/api/v1/migrations/shop.orders@20261122T130806Z";
  private static final Instant START = Instant.parse("2026-11-22T13:08:06Z");
  private static final String STATUS =
      """
      # Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`
      # Migration started at Sun Nov 22 13:08:06 +0000 2026
      # chunk-size: 1000; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: ; critical-load: ; nice-ratio: 0.000000
      Copy: 466600/752865 62.0%; Applied: 12; Backlog: 3/1000; Time: 2m40s(total), 2m11s(copy); streamer: mysql-bin.007069:622646704; Lag: 0.01s, HeartbeatLag: 0.02s, State: migrating; ETA: 1m19s
      """;

  @TempDir private Path folder;
  private final List<PastRun> ended = new ArrayList<>();
  private final List<SampleRow> samples = new ArrayList<>();
  private final List<EventRow> events = new ArrayList<>();
  private WebWorld world;
  private AgentServer server;

  @BeforeEach
  void start() {
    world = new WebWorld(folder);
    world.snapshots.add(MigrationMonitor.of(List.of(StatusReply.parse(STATUS))));
    world.past = new Remembered();
    server = world.start();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  /** What a test put in. */
  private final class Remembered extends NoPast {
    @Override
    public boolean isStored() {
      return true;
    }

    @Override
    public List<PastRun> page(
        @Nullable String text, HistoryReader.@Nullable Place after, int limit) {
      return ended.stream()
          .filter(run -> text == null || run.row().id().contains(text))
          .filter(run -> after == null || run.row().startedAt().isBefore(after.startedAt()))
          .limit(limit)
          .toList();
    }

    @Override
    public @Nullable PastRun run(String id) {
      return ended.stream().filter(run -> run.row().id().equals(id)).findFirst().orElse(null);
    }

    @Override
    public Block points(
        String id,
        @Nullable Instant from,
        @Nullable Instant to,
        int points,
        Collection<Column> columns) {
      Block block = Block.of(samples);
      if (block.size() == 0) {
        return block;
      }
      long first = block.time(0);
      double width = (block.time(block.size() - 1) + 1 - first) / (double) points;
      Thinner thinner = new Thinner(first, width, points, columns);
      thinner.add(block, 0);
      return thinner.result();
    }

    @Override
    public List<EventRow> events(String id) {
      return events;
    }
  }

  private void run(String table, int minute) {
    MigrationId id = MigrationId.parse("shop." + table + "@20261120T12%02d00Z".formatted(minute));
    MigrationRow row = MigrationRow.of(java.util.Objects.requireNonNull(id));
    ended.addFirst(
        new PastRun(row.ended(row.startedAt().plusSeconds(60), Lifecycle.SUCCEEDED, null), null));
  }

  private static void problem(Reply reply, int status, String text) {
    assertThat(reply.body()).contains(text);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void peaksSurviveHoweverFewPointsAreWanted() throws Exception {
    for (int i = 0; i < 36_000; i++) {
      samples.add(
          SampleRow.at(START.plusSeconds(i))
              .with(Column.LAG_SECONDS, i == 12_345 ? 99.5 : 0.5)
              .with(Column.ROWS_COPIED, 10L * i)
              .build());
    }
    Reply reply = world.get(RUN + "/samples?points=100&columns=lagSeconds,rowsCopied,throttled");
    Map<String, @Nullable Object> document = JsonTree.object(reply.body());
    assertThat(document.get("columns"))
        .isEqualTo(List.of("at", "lagSeconds", "rowsCopied", "throttled"));
    assertThat(document.get("source")).isEqualTo("history");
    List<?> data = (List<?>) document.get("data");
    List<?> times = (List<?>) data.getFirst();
    List<?> lag = (List<?>) data.get(1);
    assertThat(times).hasSizeBetween(40, 100).hasSameSizeAs(lag);
    assertThat(lag.stream().map(String::valueOf).toList()).contains("99.5", "0.5");
    assertThat(times.stream().map(BigDecimal.class::cast).toList()).isSorted();
    assertThat(((List<?>) data.get(3)).stream().map(String::valueOf)).containsOnly("0");
  }

  @Test
  void fewSamplesAreGivenAsTheyAre() throws Exception {
    for (int i = 0; i < 5; i++) {
      samples.add(SampleRow.at(START.plusSeconds(i)).with(Column.BACKLOG, i).build());
    }
    assertThat(world.get(RUN + "/samples?columns=backlog").body())
        .contains("\"columns\":[\"at\",\"backlog\"]", "[0,1,2,3,4]]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          samples?from=yesterday                                        | from must be a moment such as
          samples?from=2026-11-22T14:00:00Z&to=2026-11-22T13:00:00Z     | from must be before to
          samples?from=99999999999999999                                | from must be a moment such as
          samples?points=0                                              | points must be a whole number from 2 to 10000
          samples?points=1e9                                            | points must be a whole number from 2 to 10000
          samples?columns=                                              | columns names \\"\\", which is none
          samples?columns=at                                            | columns names no column
          samples?columns=lagSeconds,flub                               | columns names \\"flub\\", which is none
          samples?step=0                                                | step must be a whole number from 1 to 86400
          samples?step=1&from=2026-01-01T00:00:00Z&to=2026-11-22T00:00:00Z | more than 10000
          events?limit=-1                                               | limit must be a whole number from 1 to 5000
          events?before=x                                               | before must be a moment
          throttling?from=1&to=1                                        | from must be before to
          log?lines=100000                                              | lines must be a whole number from 1 to 5000
          """)
  void queriesThatMakeNoSenseAreRefused(String query, String text) throws IOException {
    problem(world.get(RUN + "/" + query), 400, text);
  }

  @Test
  void unknownIdsAreNotFound() throws IOException {
    for (String what : List.of("", "/samples", "/events", "/settings", "/findings", "/log")) {
      for (String id :
          List.of("shop.none", "shop.none@20261122T130806Z", "%00", "a%2Fb", "..%2F")) {
        Reply reply = world.get("/api/v1/migrations/" + id + what);
        assertThat(reply.status()).as(id + what).isIn(404, 400);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
      }
    }
    problem(
        world.get("/api/v1/migrations/shop.none"),
        404,
        "or has ended in the last hour, and the history knows none with that id.");
  }

  @Test
  void namesWithStrangeCharactersAreFoundByTheirId() throws IOException {
    run("a%20b", 1);
    assertThat(world.get("/api/v1/migrations/shop.a%2520b@20261120T120100Z").body())
        .contains("\"id\":\"shop.a%20b@20261120T120100Z\"", "\"table\":\"a b\"")
        .contains("\"lifecycle\":\"succeeded\"", "\"durationSeconds\":60.0");
  }

  @Test
  void theHistoryComesInPages() throws IOException {
    for (int i = 0; i < 5; i++) {
      run("t" + i, i);
    }
    Reply first = world.get("/api/v1/history?limit=2");
    assertThat(first.body()).contains("shop.t4@", "shop.t3@").doesNotContain("shop.t2@");
    String next = String.valueOf(first.header("Link"));
    assertThat(next).matches("</api/v1/history\\?limit=2&cursor=[\\w-]+>; rel=\"next\"");
    Reply second = world.get(next.substring(1, next.indexOf('>')));
    assertThat(second.body()).contains("shop.t2@", "shop.t1@");
    String last = String.valueOf(second.header("Link"));
    Reply third = world.get(last.substring(1, last.indexOf('>')));
    assertThat(third.body()).contains("shop.t0@").doesNotContain("shop.t1@");
    assertThat(third.header("Link")).isNull();
    problem(world.get("/api/v1/history?cursor=%21"), 400, "cursor must be one that a Link header");
    assertThat(world.get("/api/v1/migrations?state=all&limit=1").body())
        .containsSubsequence("shop.orders@20261122T130806Z", "shop.t4@");
    problem(world.get("/api/v1/migrations?state=dead"), 400, "live, running, ended or all");
    assertThat(world.get("/api/v1/migrations?q=ORDERS").body())
        .startsWith("[{\"id\":\"shop.orders");
    assertThat(world.get("/api/v1/migrations?q=none").body()).isEqualTo("[]\n");
  }

  @Test
  void bandsAreMadeOfEvents() throws IOException {
    events.add(new EventRow(START, "throttle", "commanded by user", "socket"));
    events.add(new EventRow(START.plusSeconds(5), "throttle", "lag=2.500000s", "log"));
    events.add(new EventRow(START.plusSeconds(9), "resume", "lag", "log"));
    events.add(new EventRow(START.plusSeconds(20), "throttle", "flag-file", "log"));
    assertThat(world.get(RUN + "/throttling").body())
        .isEqualTo(
            "[{\"from\":\"2026-11-22T13:08:06.000Z\",\"to\":\"2026-11-22T13:08:11.000Z\","
                + "\"kind\":\"user-command\",\"text\":\"commanded by user\"},"
                + "{\"from\":\"2026-11-22T13:08:11.000Z\",\"to\":\"2026-11-22T13:08:15.000Z\","
                + "\"kind\":\"lag\",\"text\":\"lag=2.500000s\"},"
                + "{\"from\":\"2026-11-22T13:08:26.000Z\",\"to\":null,"
                + "\"kind\":\"flag-file\",\"text\":\"flag-file\"}]\n");
    assertThat(world.get(RUN + "/events?limit=1").body())
        .startsWith("[{\"at\":\"2026-11-22T13:08:26.000Z\",\"type\":\"throttle\"");
    // So that a page can say it in its own words.
    assertThat(world.get(RUN + "/events").body())
        .contains("\"text\":\"lag\",\"source\":\"log\",\"user\":null,\"throttle\":null}")
        .contains(
            "\"text\":\"lag=2.500000s\",\"source\":\"log\",\"user\":null,"
                + "\"throttle\":{\"kind\":\"lag\",\"text\":\"lag=2.500000s\",\"host\":null,"
                + "\"seconds\":2.5,");
  }

  @Test
  void whatDidNotChangeIsNotSentAgain() throws IOException {
    Reply first = world.get(RUN);
    String tag = String.valueOf(first.header("ETag"));
    assertThat(world.get(RUN, "If-None-Match: " + tag).status()).isEqualTo(304);
    Reply zipped = world.get(RUN, "Accept-Encoding: gzip");
    assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
  }

  @Test
  void theDocumentHasEveryRouteAndEveryExampleParses() throws Exception {
    Map<String, @Nullable Object> document =
        JsonTree.object(world.get("/api/v1/openapi.json").body());
    assertThat(document.get("openapi")).isEqualTo("3.1.0");
    Map<?, ?> paths = (Map<?, ?>) document.get("paths");
    assertThat(paths.get("/api/v1/stream")).isInstanceOf(Map.class);
    for (Route route : server.routes()) {
      String path = route.path().replace('<', '{').replace('>', '}');
      Map<?, ?> methods = (Map<?, ?>) paths.get(path);
      assertThat(methods).as(path).isNotNull();
      Map<?, ?> operation = (Map<?, ?>) methods.get(route.method().name().toLowerCase(Locale.ROOT));
      assertThat(operation).as(path).isNotNull();
      assertThat((Map<?, ?>) operation.get("responses")).as(path).isNotEmpty();
      for (Route.Answer answer : route.answers()) {
        if (answer.mediaType().equals(Route.JSON)) {
          parses(answer.example());
        }
      }
      for (Route.Body body : route.bodies()) {
        if (body.mediaTypes().contains(Route.JSON)) {
          JsonTree.object(body.example());
        }
      }
    }
  }

  private static void parses(String example) throws Exception {
    if (example.startsWith("[")) {
      assertThat(JsonTree.objects(example)).as(example).isNotEmpty();
    } else {
      assertThat(JsonTree.object(example)).as(example).isNotEmpty();
    }
  }

  private static final String LOG =
      """
      2026-11-22 13:08:06 INFO starting gh-ost 1.1.10 (git commit: x)
      2026-11-22 13:08:06 INFO Migrating `shop`.`orders`
      Copy: 0/752865 0.0%; Applied: 0; Backlog: 0/1000; Time: 0s(total), 0s(copy); streamer: mysql-bin.007069:622646704; Lag: 0.01s, HeartbeatLag: 0.02s, State: migrating; ETA: N/A
      """;

  private Reply analyse(byte[] body, String type) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(
        ("POST /api/v1/analyses HTTP/1.1\r\nHost: 127.0.0.1:"
                + world.port()
                + "\r\nConnection: close\r\nContent-Type: "
                + type
                + "\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    return world.raw(request.toByteArray());
  }

  @Test
  void aLogThatIsSentIsAnalysed() throws IOException {
    byte[] log = LOG.getBytes(StandardCharsets.UTF_8);
    for (byte[] sent : List.of(log, zipped(log))) {
      Reply reply = analyse(sent, "text/plain");
      assertThat(reply.body())
          .contains("\"files\":[\"upload\"]", "\"lines\":3", "\"ghostVersion\":\"1.1.10\"");
      assertThat(reply.status()).isEqualTo(200);
    }
  }

  private static byte[] zipped(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(plain);
    }
    return out.toByteArray();
  }

  @Test
  void whatIsNoLogIsRefused() throws IOException {
    problem(
        analyse("nothing\n".getBytes(StandardCharsets.UTF_8), "text/plain"),
        400,
        "None of the 1 lines");
    problem(analyse(new byte[0], "text/plain"), 400, "None of the 0 lines");
    problem(analyse(new byte[9], "multipart/form-data; boundary=x"), 415, "Send the log itself");
    problem(analyse(zipped(zipped(new byte[100])), "application/gzip"), 400, "is packed itself");
    byte[] broken = {0x1f, (byte) 0x8b, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7};
    problem(analyse(broken, "application/gzip"), 400, "begins as gzip does and is none");
    byte[] begun = Arrays.copyOf(zipped(new byte[100]), 5);
    problem(analyse(begun, "application/gzip"), 400, "or ends too early");
    problem(
        world.ask("POST", "/api/v1/analyses?path=/etc/passwd", ""),
        404,
        "No migration that the agent knows logs to /etc/passwd");
    problem(
        world.ask("POST", "/api/v1/analyses?zone=Nowhere", LOG), 400, "zone must be a time zone");
  }

  @Test
  void aLogThatSaysItIsTooLargeIsNotRead() throws IOException {
    Reply reply =
        world.raw(
            ("POST /api/v1/analyses HTTP/1.1\r\nHost: 127.0.0.1:"
                    + world.port()
                    + "\r\nConnection: close\r\nContent-Length: 300000000\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    problem(reply, 413, "larger than 256 MB; nothing of it was read");
  }

  @Test
  void aLogThatUnpacksToTooMuchIsNotReadToItsEnd() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] piece = ("x".repeat(99) + "\n").repeat(10_486).getBytes(StandardCharsets.US_ASCII);
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      for (int i = 0; i < 1030; i++) {
        zip.write(piece);
      }
    }
    assertThat(out.size()).isLessThan(10 << 20);
    problem(
        analyse(out.toByteArray(), "application/gzip"), 413, "unpacked log is larger than 1024 MB");
  }
}
