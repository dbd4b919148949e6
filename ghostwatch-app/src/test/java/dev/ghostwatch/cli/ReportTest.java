package dev.ghostwatch.cli;

import static dev.ghostwatch.report.StoredRuns.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.model.history.SettingRow;
import dev.ghostwatch.report.StoredRuns;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.Recordings;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.text.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code report}, {@code compare} and {@code trend}. */
@NullUnmarked // a test fails on null by itself
class ReportTest {
  private static final TableName ORDERS = new TableName("shop", "orders");
  private static final TableName HOSTILE =
      new TableName("shop", "<script>alert(1)</script>|`x`\n\u001b[2J");
  private static final TableName RUNNING = new TableName("shop", "items");
  private static final TableName OTHER = new TableName("else", "items");

  @TempDir Path folder;
  private TestWorld world;

  @BeforeEach
  void fill() throws IOException {
    world = new TestWorld(folder).with("XDG_STATE_HOME", folder.toString());
    world.clock.advance(java.time.Duration.ofSeconds(5_000));
    StoredRuns.write(
        folder.resolve("ghostwatch/history.db"),
        world.clock,
        store -> {
          StoredRuns.run(store, ORDERS, "db1:3306", 0, 100, Lifecycle.SUCCEEDED);
          StoredRuns.run(store, ORDERS, "db1:3306", 1_000, 200, Lifecycle.SUCCEEDED);
          StoredRuns.run(store, HOSTILE, "<b>db1</b>", 2_000, 100, Lifecycle.FAILED);
          StoredRuns.run(store, RUNNING, "db1:3306", 4_900, 100, null);
          store.migration(StoredRuns.row(OTHER, "db1:3306", 4_950));
          String id = StoredRuns.id(ORDERS, 1_000);
          store.setting(id, new SettingRow(START.plusSeconds(1_030), "chunk-size", "1000", "500"));
          store.setting(id, new SettingRow(START.plusSeconds(1_001), "max-load", null, "x=1"));
          store.command(
              id,
              new CommandRow(
                  START.plusSeconds(1_030),
                  "dba <b>",
                  "unix:/s",
                  "chunk-size=500",
                  "1000",
                  "500",
                  "Copy: 1/2",
                  true));
          store.finding(
              id,
              new FindingRow(
                  START.plusSeconds(1_020),
                  START.plusSeconds(1_040),
                  new Finding(
                      "D2",
                      Severity.WARNING,
                      Phrase.of("lifecycle.running"),
                      List.of(),
                      Phrase.of("lifecycle.running"),
                      Phrase.of("lifecycle.running"),
                      "ghostwatch resume")));
        });
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  private String report(String... arguments) {
    String[] words = new String[arguments.length + 1];
    words[0] = "report";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    Ran ran = world.plain(words);
    assertThat(ran.exit()).as(ran.err()).isZero();
    return ran.out();
  }

  @Test
  void theTextTellsEverythingATicketNeeds() {
    String text = report("shop.orders");
    assertThat(text)
        .startsWith("shop.orders  succeeded\n")
        .contains("The migration succeeded in 1m40s. 8,000 rows were copied (100.0% of the")
        .contains("It held still for 20s, 20% of the time: replication lag 20s.")
        .containsPattern("throttled: replication lag +20s +20.0% +#####")
        .containsPattern("waiting for somebody to allow the cut-over +30s +29.5%")
        .contains("- without lag throttling (max-lag-millis): ~20s less")
        .contains("- cut over at once: ~30s less")
        .contains("Error 1205: Lock wait timeout exceeded")
        .containsPattern("table locked at the end +1.3 s")
        .containsPattern("gh-ost: replication +4.6 s +8.7 s +9.1 s +91")
        .containsPattern("13:25:16 +chunk-size +1000 +500")
        .doesNotContain("max-load       x=1")
        .containsPattern("dba <b> +chunk-size=500 +yes +1000 -> 500")
        .contains("[WARNING D2] running")
        .contains("Earlier runs of this table that succeeded: 1; median 66 rows a second in 1m40s.")
        .contains("This run has 2.00x their median speed and is faster than 1 of 1.")
        .contains("dba <b> gave the command chunk-size=500")
        .contains(StoredRuns.id(ORDERS, 1_000))
        .contains("--password=****");
    assertThat(report(StoredRuns.id(ORDERS, 0)))
        .contains("There is no earlier run of this table that succeeded.");
    assertThat(world.speaking(Language.ZH).plain("report", "shop.orders").out())
        .contains("迁移成功，用时 1m40s。", "时间花在哪里", "立即切换：可省 ~30s", "与其他运行对比");
  }

  @Test
  void theMarkdownIsTablesAndNothingInItIsMarkup() {
    assertThat(report("shop.orders", "-o", "markdown"))
        .startsWith("# shop.orders - succeeded\n\n")
        .contains("| cause | time | % |\n| --- | --- | --- |\n")
        .contains("| throttled: replication lag | 20s | 20.0% |\n")
        .contains("## Compared with other runs\n")
        .contains("dba \\<b\\>");
    assertThat(report(StoredRuns.id(HOSTILE, 2_000), "-o", "markdown"))
        .contains("# shop.\\<script\\>alert(1)\\</script\\>\\|\\`x\\`\\\\n\\\\x1b\\[2J")
        .doesNotContain("<script>", "\u001b");
    assertThat(ReportMarkdown.escaped("# a_b _c_ 1.5-2 [x](y)"))
        .isEqualTo("\\# a_b \\_c\\_ 1.5-2 \\[x\\](y)");
  }

  @Test
  void thePageIsWholeInItselfInBothLanguages() throws Exception {
    String page = report("shop.orders", "-o", "html");
    AnalysisPageTest.assertLoadsNothing(page);
    assertThat(page)
        .contains("<h2>Where the time went</h2>", "<rect class=\"c-lag\"", "Progress (%)")
        .contains("<title>shop.orders - migration report</title>")
        .contains("dba &lt;b&gt;")
        .contains("@media print", "prefers-color-scheme:dark");
    world.speaking(Language.ZH);
    String chinese = report("shop.orders", "-o", "html");
    AnalysisPageTest.assertLoadsNothing(chinese);
    assertThat(chinese).contains("<html lang=\"zh\">", "<h2>时间花在哪里</h2>");
  }

  @Test
  void hostileNamesAreEscaped() throws Exception {
    String id = StoredRuns.id(HOSTILE, 2_000);
    String page = report(id, "-o", "html");
    AnalysisPageTest.assertLoadsNothing(page);
    assertThat(page)
        .doesNotContain("<script>", "<b>db1", "\u001b")
        .contains("shop.&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;b&gt;db1&lt;/b&gt;");
    assertThat(report(id)).doesNotContain("\u001b");
    assertThat(world.plain("compare", id).out()).doesNotContain("\u001b");
    assertThat(world.plain("trend").out()).doesNotContain("\u001b");
    assertThat(world.plain("trend", "-o", "csv").lines())
        .allMatch(line -> !line.contains("\u001b"));
  }

  @Test
  void theJsonAddsUp() {
    JsonNode json = world.plain("report", "shop.orders", "-o", "json").json();
    JsonNode run = json.get("run");
    assertThat(run.get("id").asString()).isEqualTo(StoredRuns.id(ORDERS, 1_000));
    double sum = 0;
    for (JsonNode share : run.get("time").get("shares")) {
      sum += share.get("seconds").asDouble();
    }
    assertThat(sum).isCloseTo(100, within(0.01));
    assertThat(run.get("lockSeconds").asDouble()).isEqualTo(1.25);
    assertThat(json.get("comparison").get("earlierOfTable").get("runs").asLong()).isEqualTo(1);
    assertThat(json.get("commands").get(0).get("user").asString()).isEqualTo("dba <b>");
    assertThat(json.get("findings").get(0).get("rule").asString()).isEqualTo("D2");
    assertThat(json.get("course").get("throttling").get("byKind").get("lag").asDouble())
        .isEqualTo(20);
    assertThat(world.plain("report", "shop.orders", "--json").out()).isNotBlank();
  }

  @Test
  void aRunThatStillRunsHasAReportToo() {
    assertThat(report("shop.items"))
        .startsWith("shop.items  running\n")
        .contains("The migration has been running for 1m40s.");
    assertThat(report("else.items", "-o", "html")).contains("running</span>");
    assertThat(report("else.items"))
        .contains("not known (nobody looked)")
        .contains("This run has copied no rows yet");
  }

  @Test
  void aNameThatIsNoRunIsRefused() {
    Ran none = world.plain("report", "no\u001bsuch");
    assertThat(none.exit()).isEqualTo(3);
    assertThat(none.err()).contains("no migration 'no\\x1bsuch'", "ghostwatch history");
    assertThat(world.plain("compare", "shop.orders", "nosuch").exit()).isEqualTo(3);
    Ran two = world.plain("report", "items");
    assertThat(two.exit()).isEqualTo(2);
    assertThat(two.err()).contains("several", StoredRuns.id(OTHER, 4_950));
    assertThat(world.plain("report").err()).contains("--log", "not both");
    assertThat(world.plain("report", "shop.orders", "--log", "x").exit()).isEqualTo(2);
    assertThat(world.plain("report", "shop.orders", "-o", "pdf").err())
        .contains("html, json, markdown, text");
    for (String command : List.of("report", "compare", "trend")) {
      Ran empty = world.plain(command, "shop.orders", "--store", folder + "/none.db");
      assertThat(empty.exit()).isEqualTo(3);
      assertThat(empty.err()).contains("there is no history at " + folder + "/none.db");
    }
  }

  @Test
  void anEmptyHistoryHasNothingToReport() throws IOException {
    Path empty = folder.resolve("empty.db");
    StoredRuns.write(empty, world.clock, _ -> {});
    assertThat(world.plain("report", "shop.orders", "--store", empty.toString()).exit())
        .isEqualTo(3);
    Ran trend = world.plain("trend", "--store", empty.toString());
    assertThat(trend.exit()).isZero();
    assertThat(trend.err()).contains("no run that began in this time", "--since");
    assertThat(world.plain("trend", "--store", empty.toString(), "-o", "json").json()).isEmpty();
  }

  @Test
  void runsAreComparedSideBySide() {
    Ran ran = world.plain("compare", "shop.orders", StoredRuns.id(ORDERS, 0));
    assertThat(ran.lines())
        .startsWith(
            "ID                            STATE      ROWS   TOOK   ROWS/S  THROTTLED  CHUNK  NICE"
                + "  ROW    DML/S  LOAD");
    assertThat(ran.lines().get(1))
        .startsWith(StoredRuns.id(ORDERS, 1_000) + "  succeeded  8,000  1m40s  132 ")
        .contains("20.0%", "1,000", "200 B");
    assertThat(ran.out())
        .contains("8 cores, 16 GB, SSD *", "0.07x", "This run has 2.00x their median speed")
        .containsPattern("rows +8,000 +4,000");
    List<String> csv = world.plain("compare", "shop.orders", "-o", "csv").lines();
    assertThat(csv.getFirst()).startsWith("id,table,server,lifecycle,duration_seconds,rows_per_s");
    assertThat(csv.get(1))
        .startsWith(StoredRuns.id(ORDERS, 1_000) + ",shop.orders,db1:3306,succeeded,100,")
        .contains("\"8 cores, 16 GB, SSD\"");
    JsonNode json = world.plain("compare", "shop.orders", "--json").json();
    assertThat(json.get(0).get("reference")).hasSize(3);
    assertThat(json.get(0).get("earlierOfServer").get("slower").asLong()).isEqualTo(1);
  }

  @Test
  void aTrendIsATableCsvAndJson() {
    Ran ran = world.plain("trend", "--since", "90d");
    assertThat(ran.out())
        .containsPattern("WEEK OF +RUNS +SUCCEEDED +RUNNING +UNKNOWN +SUCCESS +ROWS/S")
        .containsPattern("2026-11-16 +5 +2 +2 +0 +67% ")
        .containsPattern("db1:3306 +4 +2 +2 +0 +100% ")
        .containsPattern("shop.orders +2 +2 +0 +0 +100% +99 ");
    assertThat(world.plain("trend", "shop.orders", "-o", "csv").lines())
        .hasSize(4)
        .last()
        .asString()
        .startsWith("table,shop.orders,2,2,0,1,");
    JsonNode rows = world.plain("trend", "-o", "json").json();
    assertThat(rows.get(0).get("week").asString()).isEqualTo("2026-11-16");
    assertThat(world.plain("trend", "--since", "900d").exit()).isEqualTo(2);
    assertThat(world.plain("trend", "--since", "soon").exit()).isEqualTo(2);
  }

  @Test
  void everyRecordingsLogMakesAReport() throws Exception {
    for (Path run : Recordings.runsWith("log.txt")) {
      String log = run.resolve("log.txt").toString();
      Ran html = world.plain("report", "--log", log, "-o", "html");
      assertThat(html.exit()).as(log + html.err()).isZero();
      AnalysisPageTest.assertLoadsNothing(html.out());
      JsonNode json = world.plain("report", "--log", log, "-o", "json").json();
      JsonNode time = json.get("run").get("time");
      double sum = 0;
      for (JsonNode share : time.get("shares")) {
        sum += share.get("seconds").asDouble();
      }
      assertThat(sum).as(log).isCloseTo(time.get("seconds").asDouble(), within(0.01));
    }
  }
}
