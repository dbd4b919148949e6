package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.text.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * {@code analyze --follow}: whatever happens to the log happens while the command waits for time to
 * pass, so nothing depends on who is faster.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AnalyzeFollowTest {
  private static final String BEGINNING =
      """
      2026-11-22 13:26:19 INFO starting gh-ost 1.1.5
      2026-11-22 13:26:19 INFO Migrating `shop`.`orders`
      # Migration started at Sun Nov 22 13:26:19 +0100 2026
      Copy: 0/1000 0.0%; Applied: 0; Backlog: 0/1000; Time: 0s(total), 0s(copy); streamer: mysql-bin.000001:4; Lag: 0.01s, HeartbeatLag: 0.02s, State: migrating; ETA: N/A
      """;
  private static final String THROTTLED =
      """
      Copy: 400/1000 40.0%; Applied: 1; Backlog: 1000/1000; Time: 2s(total), 2s(copy); streamer: mysql-bin.000001:9; Lag: 2.50s, HeartbeatLag: 2.60s, State: throttled, lag=2.483039s; ETA: 3s
      """;
  private static final String LATER =
      """
      Copy: 700/1000 70.0%; Applied: 1; Backlog: 3/1000; Time: 40s(total), 40s(copy); streamer: mysql-bin.000001:9; Lag: 0.01s, HeartbeatLag: 0.02s, State: migrating; ETA: 9s
      """;
  private static final String END =
      """
      2026-11-22 13:27:01 INFO Row copy complete
      2026-11-22 13:27:02 INFO Grabbing voluntary lock: gh-ost.7.lock
      2026-11-22 13:27:03 ERROR Error 1205 (HY000): Lock wait timeout exceeded; try restarting transaction
      2026-11-22 13:27:05 INFO Grabbing voluntary lock: gh-ost.8.lock
      2026-11-22 13:27:06 INFO Tables renamed
      2026-11-22 13:27:06 INFO Done migrating `shop`.`orders`
      # Done
      """;

  private interface Step {
    void take() throws Exception;
  }

  @TempDir Path folder;
  private final Deque<Step> steps = new ArrayDeque<>();
  private TestWorld world;
  private Path log;

  @BeforeEach
  void begin() {
    log = folder.resolve("run.log");
    world = new TestWorld(folder).waiting(this::pass);
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  /** One step each time the command waits. */
  private void pass(Duration time) throws InterruptedException {
    world.clock.advance(time);
    Step step = steps.poll();
    if (step != null) {
      try {
        step.take();
      } catch (InterruptedException | RuntimeException e) {
        throw e;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  private void append(String... texts) {
    for (String text : texts) {
      steps.add(() -> write(text));
    }
  }

  private void write(String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private Ran follow(String... options) {
    String[] all = new String[options.length + 3];
    all[0] = "analyze";
    all[1] = "--follow";
    all[2] = log.toString();
    System.arraycopy(options, 0, all, 3, options.length);
    return world.plain(all);
  }

  @Test
  void tellsWhatIsThereThenWhatIsNewThenTheWhole() throws IOException {
    write(BEGINNING);
    append(THROTTLED, LATER, END);
    Ran ran = follow();
    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .startsWith("shop.orders  running\n")
        .containsSubsequence(
            "read 4 lines",
            "2026-11-22 12:26:21  throttled: lag=2.483039s\n",
            "2026-11-22 12:26:59  no longer throttled (lag)\n",
            "2026-11-22 12:26:59  70.0%  migrating  ETA 9s  700/1000",
            "lag 0.01 s  backlog 3/1,000\n",
            "2026-11-22 12:27:01  copy complete: Row copy complete\n",
            "2026-11-22 12:27:02  cut-over attempt: Grabbing voluntary lock: gh-ost.7.lock\n",
            "2026-11-22 12:27:03  cut-over attempt failed: Error 1205 (HY000): Lock wait",
            "2026-11-22 12:27:05  cut-over attempt: Grabbing voluntary lock: gh-ost.8.lock\n",
            "2026-11-22 12:27:06  succeeded: Done\n",
            "shop.orders  succeeded\n",
            "read 13 lines");
    assertThat(ran.out()).containsOnlyOnce("throttled: lag").containsOnlyOnce("succeeded: ");
    // What failed is told once, not as an error again.
    assertThat(ran.out()).doesNotContain("error [");
    Ran afterwards = world.plain("analyze", log.toString());
    assertThat(ran.out()).endsWith(afterwards.out());
  }

  @Test
  void printsOneObjectALineWheneverSomethingChanged() throws IOException {
    write(BEGINNING);
    append(THROTTLED, LATER, END);
    Ran ran = follow("--json");
    assertThat(ran.exit()).as(ran.all()).isZero();
    List<JsonNode> told = ran.jsonLines();
    assertThat(told.stream().map(each -> each.path("lines").asInt())).containsExactly(4, 5, 6, 13);
    assertThat(told.stream().map(each -> each.path("outcome").asString()))
        .containsExactly("running", "running", "running", "succeeded");
    assertThat(told.getLast()).isEqualTo(world.plain("analyze", "--json", log.toString()).json());
  }

  @Test
  void ctrlCPrintsTheAnalysisSoFarAndEndsWith130() throws IOException {
    write(BEGINNING);
    append(THROTTLED);
    steps.add(() -> {
      throw new InterruptedException();
    });
    Ran ran = follow();
    assertThat(ran.exit()).isEqualTo(130);
    assertThat(ran.out())
        .containsSubsequence("throttled: lag", "shop.orders  the log just stops", "read 5 lines");
    steps.add(() -> {
      throw new InterruptedException();
    });
    Ran json = follow("--json");
    assertThat(json.exit()).isEqualTo(130);
    assertThat(json.jsonLines()).hasSize(1);
    assertThat(json.json().path("outcome").asString()).isEqualTo("running");
  }

  @Test
  void waitsForAFileThatAppearsLaterAndForItsFirstGhostLine() {
    append("Starting the nightly job\n", BEGINNING + END);
    Ran ran = follow();
    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.err()).isEqualTo("ghostwatch: waiting for the first line of " + log + "\n");
    assertThat(ran.out()).startsWith("shop.orders  succeeded").contains("read 12 lines");
  }

  @Test
  void staysWithTheLogThroughRotationsOfEveryStyle() throws IOException {
    write(BEGINNING);
    steps.add(() -> {
      Files.move(log, folder.resolve("run.log.1"));
      write(THROTTLED);
    });
    steps.add(() -> {
      write(LATER);
      Files.copy(log, folder.resolve("run.log.0"));
      Files.writeString(log, "");
    });
    append(END);
    Ran ran = follow("--json");
    assertThat(ran.exit()).as(ran.all()).isZero();
    JsonNode last = ran.jsonLines().getLast();
    assertThat(last.path("lines").asInt()).isEqualTo(13);
    assertThat(last.path("throttling").path("seconds").asInt()).isEqualTo(38);
    assertThat(last.path("cutOver").path("failed").asInt()).isEqualTo(1);
  }

  @Test
  void aFailedRunEndsItToo() throws IOException {
    write(BEGINNING);
    append(
        "2026-11-22 13:26:30 ERROR user commanded 'panic'. The migration will be aborted\n",
        "2026-11-22 13:26:30 FATAL user commanded 'panic'. The migration will be aborted\n");
    Ran ran = follow();
    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.out())
        .containsOnlyOnce("aborted: user commanded 'panic'")
        .contains("shop.orders  aborted\n");
  }

  @Test
  void anErrorThatComesEachSecondIsToldOnceAMinute() throws IOException {
    write(BEGINNING);
    StringBuilder errors = new StringBuilder();
    for (int i = 0; i < 70; i++) {
      errors.append(
          "2026-11-22 13:%02d:%02d ERROR Cannot read slot %d\n".formatted(30 + i / 60, i % 60, i));
    }
    append(errors.toString(), END);
    String out = follow().out();
    String told = out.substring(out.indexOf("read 4 lines"), out.indexOf("copy complete"));
    assertThat(told.lines().filter(line -> line.contains("error [")))
        .containsExactly(
            "2026-11-22 12:30:00  error [other] Cannot read slot 0",
            "2026-11-22 12:31:00  error [other] Cannot read slot 60"
                + " (and 59 more like it before)");
  }

  @Test
  void aRunAfterAnotherIsFollowedOnWhenItBeginsAtOnce() throws IOException {
    write(BEGINNING);
    String second = BEGINNING.replace("13:26", "15:26").replace("orders", "items");
    append(END + second, END.replace("13:27", "15:27").replace("orders", "items"));
    Ran ran = follow();
    assertThat(ran.out())
        .containsSubsequence("succeeded: Done", "started: starting gh-ost", "2 runs in this log")
        .contains("shop.items  succeeded");
  }

  @Test
  void theTimeZoneIsHonoured() throws IOException {
    write(BEGINNING.replaceFirst("# Migration started.*\n", ""));
    append(END);
    String out = follow("--timezone", "Asia/Shanghai").out();
    assertThat(out).contains("2026-11-22 13:27:01  copy complete");
    JsonNode json = world.plain("analyze", "--json", "--timezone", "+08:00", log.toString()).json();
    assertThat(json.path("endedAt").asString()).isEqualTo("2026-11-22T05:27:06.000Z");
  }

  @Test
  void standardInputIsFollowedToItsEnd() {
    world.typing(BEGINNING + THROTTLED);
    Ran ran = world.plain("analyze", "--follow", "--json", "-");
    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.jsonLines().getLast().path("lines").asInt()).isEqualTo(5);
    world.typing("nothing of gh-ost\n");
    Ran other = world.plain("analyze", "--follow", "-");
    assertThat(other.exit()).isEqualTo(1);
    assertThat(other.err()).contains("no gh-ost line found in 1 lines");
    world.typing("x".repeat(3_000_000) + "\n" + BEGINNING);
    Ran longLine = world.plain("analyze", "--follow", "--json", "-");
    assertThat(longLine.jsonLines().getLast().path("lines").asInt()).isEqualTo(5);
  }

  @Test
  void aRunThatEndsBeforeItsFirstOwnLineIsFollowedNoFurther() {
    String fatal = "2026-11-22 13:26:19 FATAL Error 1045: Access denied for user 'ghost'\n";
    append(fatal);
    Ran ran = follow();
    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.out()).contains("failed", "Error 1045: Access denied");
    Ran json = follow("--json");
    assertThat(json.jsonLines()).hasSize(1);
    assertThat(json.json()).isEqualTo(world.plain("analyze", "--json", log.toString()).json());
    world.typing(fatal);
    Ran stream = world.plain("analyze", "--follow", "--json", "-");
    assertThat(stream.exit()).as(stream.all()).isZero();
    assertThat(stream.json().path("outcome").asString()).isEqualTo("failed");
  }

  @Test
  void compressedInputThatIsCutOffIsToldAsFarAsItGoes() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write((BEGINNING + THROTTLED).getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = packed.toByteArray();
    world.piping(Arrays.copyOf(whole, whole.length - 6));
    Ran ran = world.plain("analyze", "--follow", "--json", "-");
    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.err())
        .isEqualTo("-: ends in the middle of its compressed data; what came before was read.\n");
    assertThat(ran.jsonLines().getLast().path("lines").asInt()).isEqualTo(5);
  }

  @Test
  void whatCannotBeFollowedIsRefused() throws IOException {
    write(BEGINNING);
    assertRefused(follow("other.log"), 2, "--follow follows one log, not 2");
    assertRefused(follow("-o", "html"), 2, "ghostwatch analyze -o html " + log);
    assertRefused(follow("-o", "yaml"), 2, "but no yaml");
    assertRefused(follow("--timezone", "Mars"), 2, "no such time zone");
    Files.write(log, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
    assertRefused(follow(), 1, "is compressed");
    Files.write(log, ("\uFEFF" + BEGINNING).getBytes(StandardCharsets.UTF_16LE));
    assertRefused(follow(), 1, "UTF-16");
    assertRefused(world.plain("analyze", "--follow", folder.toString()), 1, "is a directory");
    assertRefused(world.plain("analyze", "--follow", ""), 2, "LOG is empty");
  }

  private static void assertRefused(Ran ran, int exit, String said) {
    assertThat(ran.exit()).as(ran.all()).isEqualTo(exit);
    assertThat(ran.err()).contains(said);
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void speaksChinese() throws IOException {
    write(BEGINNING);
    append(THROTTLED + END);
    Ran ran = world.speaking(Language.ZH).plain("analyze", "--follow", log.toString());
    assertThat(ran.out()).containsSubsequence("正在运行", "限流：lag=2.483039s", "尝试切换失败", "成功");
  }
}
