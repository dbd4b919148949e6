package dev.ghostwatch.terminal.top;

import static dev.ghostwatch.terminal.top.TopRunsForTests.followed;
import static dev.ghostwatch.terminal.top.TopRunsForTests.lines;
import static dev.ghostwatch.terminal.top.TopRunsForTests.look;
import static dev.ghostwatch.terminal.top.TopRunsForTests.model;
import static dev.ghostwatch.terminal.top.TopRunsForTests.run;
import static dev.ghostwatch.terminal.top.TopRunsForTests.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.terminal.DisplayWidth;
import dev.ghostwatch.terminal.tamboui.Picture;
import dev.ghostwatch.terminal.view.Key;
import dev.ghostwatch.text.Language;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both views drawn without a terminal, as text. */
class TopViewTest {
  private static TopModel press(TopModel model, Object... keys) {
    TopModel now = model;
    for (Object key : keys) {
      Key pressed = key instanceof Key named ? named : new Key.Letter((Character) key);
      now = Update.of(now, new Message.Pressed(pressed)).model();
    }
    return now;
  }

  @Test
  void theListAt80By24() {
    assertThat(text(followed(), 80, 24))
        .startsWith(
            """
             GhostWatch  2 running, 3 shown                  agent 127.0.0.1:8970  13:09:06
              Migration▼     State      Progress      Ends in     Rows/s    Lag 2 min   !
            ▸ shop.customers throttled  █▊░░░░  30.0% 2m–4m          500  0.01s    ███
              shop.orders    copying    █▊░░░░  30.0% 2m–4m          500  0.20s    ███
              shop.payments  succeeded  ███░░░  50.0%\
            """)
        .endsWith(
            """
             shop.customers: throttled
             j/k choose  Enter open  ? help  q quit  t throttle  r resume  -/+ speed  e set\
            """);
  }

  @Test
  void theDetailAt80By24() {
    TopModel model = press(followed(), Key.Named.DOWN, Key.Named.ENTER);
    List<String> lines = lines(model, 80, 24, true);
    assertThat(lines.get(1)).startsWith(" shop.orders").endsWith("db1:3306");
    assertThat(lines.get(2)).startsWith(" ████").endsWith("░ 30.0%  30,000 / 100,000");
    assertThat(lines.get(3)).isEqualTo(" state      migrating");
    assertThat(lines.get(4)).startsWith(" ends in    ").contains(" to ");
    String all = String.join("\n", lines);
    assertThat(all)
        .containsPattern("\n rate       500 rows/s +▇?█+")
        .containsPattern("\n lag        0.20s +▁+█+▁+\n")
        .containsPattern("\n backlog    7 / 1,000 +▁+\n")
        .containsPattern("\n throttled  last 1 min     ·+L+·+\n +L lag\n")
        .contains(
            "── Events ──",
            "13:08:56  migrating",
            "13:08:46  throttled",
            "── Settings ──",
            "chunk-size=1000  dml-batch-size=10  max-lag-millis=1500  nice-ratio=0",
            " Esc back  j/k scroll  ? help  q quit");
    assertThat(press(model, 'G'))
        .satisfies(
            end -> assertThat(text(end, 80, 24)).contains("unix:/tmp/gh-ost.shop.orders.sock"));
  }

  @Test
  void aWideTerminalShowsMore() {
    String list = text(followed(), 200, 50);
    assertThat(list)
        .contains("Backlog", "What it does", " c cut-over  p postpone  P panic  l Chinese");
    String detail = text(press(followed(), Key.Named.ENTER), 200, 50);
    // Three lines of sparkline, two columns below.
    assertThat(detail)
        .containsPattern("── Settings ─+ +── Events ─+")
        .containsPattern("Around it")
        .contains("throttled  last 1 min", "U command");
  }

  @Test
  void inChineseColumnsStayInLine() {
    TopModel model = press(followed(), 'l');
    List<String> lines = lines(model, 80, 24, true);
    assertThat(lines.get(0)).contains("2 个运行中，共显示 3 个", "代理 127.0.0.1:8970");
    assertThat(lines.get(2)).contains("shop.customers 已限流     █▊░░░░  30.0% 2m–4m");
    int column = DisplayWidth.of(lines.get(2).substring(0, lines.get(2).indexOf("30.0%")));
    assertThat(DisplayWidth.of(lines.get(3).substring(0, lines.get(3).indexOf("30.0%"))))
        .isEqualTo(column);
    assertThat(text(press(model, Key.Named.ENTER), 80, 24))
        .contains("── 事件", "── 设置", "限流       最近 1 分钟", "U 命令");
    assertThat(text(press(model, '?'), 80, 24)).contains("按键", "操作所选迁移");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "detail", "help", "panic", "set"})
  void withoutUnicodeEverythingIsAscii(String view) {
    TopModel model =
        switch (view) {
          case "list" -> followed();
          case "detail" -> press(followed(), Key.Named.ENTER);
          case "help" -> press(followed(), '?');
          case "panic" -> press(followed(), 'P');
          default -> press(followed(), 'e');
        };
    String text = String.join("\n", lines(model, 100, 30, false));
    assertThat(text).isASCII();
    if (view.equals("list")) {
      assertThat(text).contains("> shop.customers", "#....").containsPattern("500  0.01s +#");
    }
    if (view.equals("help")) {
      assertThat(text).contains("+- Keys ---");
    }
  }

  @Test
  void withoutColourNothingIsColoured() {
    TopView view = new TopView(ZoneOffset.UTC);
    TopModel model = press(followed(), Key.Named.ENTER);
    String plain = Picture.of(80, 24, true, false, canvas -> view.draw(model, canvas)).ansi();
    assertThat(plain).doesNotContainPattern("\u001b\\[[0-9;]*(3[0-7]|9[0-7])m").contains("\u001b[");
    String coloured = Picture.of(80, 24, true, true, canvas -> view.draw(model, canvas)).ansi();
    assertThat(coloured).containsPattern("\u001b\\[[0-9;]*35m");
  }

  @ParameterizedTest
  @CsvSource({"80, 24", "200, 50", "40, 10", "61, 17", "132, 43", "500, 100"})
  void nothingLeavesTheScreenAtAnySize(int width, int height) {
    String evil = "a\u001b[2Jb\u202Ec表".repeat(9);
    TopModel model =
        model(look(30, run("orders", 30, "0.10", "throttled, " + evil), run(evil, 25, "1", "x")));
    for (TopModel shown :
        List.of(
            model,
            press(model, Key.Named.ENTER),
            press(model, 'l'),
            press(model, '?'),
            press(model, 'P'),
            press(model, 'e'),
            press(model, 'e', Key.Named.ENTER),
            press(model, '/', 'z'))) {
      List<String> lines = lines(shown, width, height, true);
      assertThat(lines).hasSize(height);
      assertThat(lines)
          .allSatisfy(line -> {
            assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width);
            assertThat(line).doesNotContain("\u001b", "\u202E");
          });
    }
  }

  @Test
  void hostileNamesAreShownEscaped() {
    TopModel model = model(look(30, run("x\u001b[31m\u202Ey", 30, "0.10", "migrating")));
    assertThat(text(model, 200, 50)).contains("shop.x\\x1b[31m\\u202ey");
  }

  @Test
  void tooSmallATerminalIsSaidSo() {
    assertThat(text(followed(), 39, 24)).startsWith("The terminal is too small: 40 by 10");
    assertThat(text(followed(), 80, 9)).startsWith("The terminal is too small: 40 by 10");
  }

  @Test
  void anEmptyHostAndAnEmptySearchAreExplained() {
    assertThat(text(model(), 80, 24)).contains("Looking for migrations");
    assertThat(text(model(look(1)), 80, 24)).contains("No gh-ost is running on this host.");
    assertThat(text(press(followed(), '/', 'x', 'x'), 80, 24))
        .contains("No migration's name holds \"xx\".", " /xx█", "Enter keep");
  }

  @Test
  void dialogsSayWhatWillBeDone() {
    assertThat(text(press(followed(), 'P', 'o', 'r'), 80, 24))
        .contains(
            "─ panic shop.customers ─",
            "This ends the migration of shop.customers at once.",
            "> or█");
    TopModel value = press(followed(), 'e', Key.Named.ENTER);
    assertThat(text(value, 80, 24))
        .contains("set shop.customers", "Now: 1000", "chunk-size=1000█", "10 to 100000");
    TopModel confirm =
        Update.of(
                press(value, '0', Key.Named.ENTER),
                new Message.Steered(
                    new Change(Change.Kind.SET, "chunk-size=10000"), true, true, "1000 -> 10000"))
            .model();
    assertThat(text(confirm, 80, 24)).contains("1000 -> 10000", "y or Enter send");
  }

  @Test
  void manyRunsScrollWithTheChoice() {
    TopRun[] runs = new TopRun[40];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = run("t" + (10 + i), 10, "0.01", "migrating");
    }
    TopModel model = model(look(10, runs));
    assertThat(text(model, 80, 24)).contains("▸ shop.t10").doesNotContain("shop.t49");
    assertThat(text(press(model, 'G'), 80, 24)).contains("▸ shop.t49").doesNotContain("shop.t10");
    assertThat(press(model, 'l').language()).isEqualTo(Language.ZH);
  }

  @Test
  void aLongAnswerTakesTheLinesItNeeds() {
    String answer = "no answer, and this is why: " + "word ".repeat(30);
    TopModel model =
        Update.of(
                followed(),
                new Message.Steered(Change.of(Change.Kind.THROTTLE), false, false, answer))
            .model();
    List<String> lines = lines(model, 80, 24, true);
    assertThat(lines.get(20)).startsWith(" no answer, and this is why: word");
    assertThat(lines.get(22)).startsWith(" word");
  }
}
