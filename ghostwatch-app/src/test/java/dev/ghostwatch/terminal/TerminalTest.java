package dev.ghostwatch.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed fits and is safe. */
class TerminalTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders",
        "",
        "a b.c",
        "表",
        "\uD83D\uDC7B",
        "\uD83D\uDC68\u200D\uD83D\uDC69",
        "é",
        "`\"'%{0}"
      })
  void harmlessTextIsLeftAsItIs(String text) {
    assertThat(SafeText.line(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "'\u001b[2J',\\x1b[2J",
    "'a\nb',a\\nb",
    "'a\rb',a\\rb",
    "'a\tb',a\\tb",
    "'\u0000',\\x00",
    "'\u007f',\\x7f",
    "'\u009b31m',\\x9b31m",
    "'\u202etxt',\\u202etxt",
    "'\u2028',\\u2028",
    "'\ud800',\\ud800",
    "'\ufeff',\\ufeff",
  })
  void whatCouldForgeOrHideIsShownEscaped(String text, String shown) {
    assertThat(SafeText.line(text)).isEqualTo(shown);
  }

  @Test
  void nothingUnsafeSurvives() {
    Random random = new Random(7);
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(20); j > 0; j--) {
        text.appendCodePoint(
            random.nextInt(3) == 0 ? random.nextInt(0x11_0000) : random.nextInt(256));
      }
      String safe = SafeText.line(text.toString());
      assertThat(safe.codePoints())
          .as("seed 7, case %d", i)
          .allMatch(point -> !Character.isISOControl(point) && !isLoneSurrogate(point));
      assertThat(SafeText.line(safe)).isEqualTo(safe);
    }
  }

  private static boolean isLoneSurrogate(int point) {
    return point >= 0xD800 && point <= 0xDFFF;
  }

  @ParameterizedTest
  @CsvSource({
    "0,10,[..........]",
    "24,50,[############......................................]",
    "50,10,[#####.....]",
    "99.9,10,[#########.]",
    "100,10,[##########]",
    "239,10,[##########]",
    "-5,10,[..........]",
    "NaN,4,[....]",
    "70,10,[#######...]"
  })
  void theBarShowsTheShare(double percent, int cells, String bar) {
    assertThat(ProgressBar.draw(percent, cells, false)).isEqualTo(bar);
    assertThat(ProgressBar.draw(percent, cells, true))
        .isEqualTo(bar.replace('#', '█').replace('.', '░'));
  }

  @ParameterizedTest
  @CsvSource({"orders,6", "订单,4", "é,1", "\uD83D\uDC7B,2", "'',0", "a订b,4"})
  void widthIsThatOfATerminal(String text, int cells) {
    assertThat(DisplayWidth.of(text)).isEqualTo(cells);
  }

  @ParameterizedTest
  @CsvSource({
    "orders,6,orders",
    "orders,5,orde…",
    "订单表,5,订单…",
    "订单表,4,订…",
    "orders,1,…",
    "orders,0,''"
  })
  void aTextIsCutToItsCells(String text, int cells, String cut) {
    assertThat(DisplayWidth.cut(text, cells)).isEqualTo(cut);
    assertThat(DisplayWidth.of(cut)).isLessThanOrEqualTo(cells);
  }

  @Test
  void columnsLineUpWhateverTheCharacters() {
    Table table = new Table("NAME", "STATE", "X");
    table.row("订单", "a", "1");
    table.row("orders\u001b[1m", "migrating", "");
    assertThat(table.lines())
        .containsExactly(
            "NAME           STATE      X",
            "订单           a          1",
            "orders\\x1b[1m  migrating");
  }

  @Test
  void aRowOfAnotherLengthIsADefect() {
    Table table = new Table("A", "B");
    assertThatThrownBy(() -> table.row("1")).hasMessageStartingWith("BUG: a row of 1 cells");
  }

  @Test
  void colourNeedsATerminalThatWantsIt() {
    assertThat(Screen.of(null, Map.of("LANG", "en_US.UTF-8")))
        .isEqualTo(new Screen(false, 80, false, true));
    assertThat(Screen.of("24 100", Map.of("LANG", "C")))
        .isEqualTo(new Screen(true, 100, true, false));
    assertThat(Screen.of("24 100", Map.of("NO_COLOR", "1")).colour()).isFalse();
    assertThat(Screen.of("24 100", Map.of("NO_COLOR", "")).colour()).isTrue();
    assertThat(Screen.of("24 100", Map.of("TERM", "dumb")).colour()).isFalse();
    assertThat(Screen.of("", Map.of()).columns()).isEqualTo(80);
    assertThat(Screen.of("0 0", Map.of()).columns()).isEqualTo(80);
    assertThat(Screen.of("24 x", Map.of()).columns()).isEqualTo(80);
  }

  @Test
  void localesDecideWhetherUnicodeCanBeShown() {
    assertThat(Screen.of(null, Map.of("LC_ALL", "C", "LANG", "en_US.UTF-8")).unicode()).isFalse();
    assertThat(Screen.of(null, Map.of("LC_CTYPE", "C.utf8")).unicode()).isTrue();
    assertThat(Screen.of(null, Map.of()).unicode()).isFalse();
  }

  @Test
  void aTableThatIsTooWideLosesColumnsThenTheEndsOfNames() {
    Table table = new Table("NAME", "STATE", "DONE", "ETA");
    table.row("shop.customer_orders", "migrating", "12.5%", "1m0s");
    Screen wide = new Screen(true, 60, false, true);
    assertThat(table.lines(wide, "ETA", "STATE")).isEqualTo(table.lines());
    assertThat(table.lines(Screen.plain(true), "ETA", "STATE")).isEqualTo(table.lines());
    assertThat(table.lines(new Screen(true, 40, false, true), "ETA", "STATE"))
        .containsExactly(
            "NAME                  STATE      DONE", "shop.customer_orders  migrating  12.5%");
    assertThat(table.lines(new Screen(true, 20, false, true), "ETA", "STATE"))
        .containsExactly("NAME           DONE", "shop.custome…  12.5%");
    assertThat(table.lines(new Screen(true, 20, false, false), "ETA", "STATE"))
        .containsExactly("NAME           DONE", "shop.custo...  12.5%");
    assertThat(table.lines(new Screen(true, 10, false, true), "ETA", "STATE"))
        .containsExactly("NAME     …", "shop.cu… …");
  }
}
