package dev.ghostwatch.source.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

  private static CommandLine parse(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "gh-ost";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return CommandLine.parse(List.of(all));
  }

  @Test
  void everySpellingOfFlagIsRead() {
    CommandLine line =
        parse("-host", "h", "--user", "u", "-table=t=1", "--database=d", "--execute", "-port=3307");

    assertThat(line.flags())
        .containsEntry("host", "h")
        .containsEntry("user", "u")
        .containsEntry("table", "t=1")
        .containsEntry("database", "d")
        .containsEntry("execute", "true")
        .containsEntry("port", "3307");
  }

  @Test
  void booleanFlagsTakeNoValueThoughTheUsageTextShowsOne() {
    CommandLine line = parse("--approve-renamed-columns", "--skip-renamed-columns", "--table", "t");

    assertThat(line.isTrue("approve-renamed-columns")).isTrue();
    assertThat(line.value("table")).isEqualTo("t");
  }

  @Test
  void readingStopsWhereGhostStops() {
    assertThat(parse("--execute", "true", "--table", "t").value("table")).isNull();
    assertThat(parse("--execute", "--", "--table", "t").value("table")).isNull();
    assertThat(parse("-", "--table", "t").value("table")).isNull();
  }

  @Test
  void valueMayLookLikeFlag() {
    assertThat(parse("--alter", "--table", "--table", "t").flags())
        .containsEntry("alter", "--table")
        .containsEntry("table", "t");
  }

  @Test
  void lastOneWinsAndTagsAreGathered() {
    CommandLine line =
        parse("--table=a", "--table=b", "--statsd-tags", "env:prod", "--statsd-tags=dc:1");

    assertThat(line.value("table")).isEqualTo("b");
    assertThat(line.value("statsd-tags")).isEqualTo("env:prod,dc:1");
  }

  @Test
  void flagOfLaterReleaseDoesNotSwallowTheNextFlag() {
    CommandLine line = parse("--brand-new", "--newer", "value", "--table", "t", "--newest");

    assertThat(line.flags())
        .containsEntry("brand-new", "true")
        .containsEntry("newer", "value")
        .containsEntry("newest", "true")
        .containsEntry("table", "t");
  }

  @Test
  void valuedFlagWithoutValueAtTheEndIsNoFault() {
    assertThat(parse("--table", "t", "--alter").value("table")).isEqualTo("t");
  }

  @ParameterizedTest
  @CsvSource({"0x10, 16", "010, 8", "42, 42", "4x2,", "99999999999999999999,"})
  void numbersAreReadAsGoReadsThem(String text, Long number) {
    assertThat(parse("--replica-server-id", text).number("replica-server-id")).isEqualTo(number);
  }

  @Test
  void runThatOnlyAnswersIsQuestion() {
    assertThat(parse("--version").isQuestion()).isTrue();
    assertThat(parse("--check-flag", "--nice-ratio", "0").isQuestion()).isTrue();
    assertThat(parse("--help=false", "--table", "t").isQuestion()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      quoteCharacter = '"',
      value = {
        "ALTER TABLE shop.orders ADD x int, shop, orders",
        "alter  table `my shop`.`or ders` add x int, my shop, or ders",
        "ALTER TABLE `shop`.orders ENGINE=InnoDB, shop, orders",
        "ALTER TABLE shop.`or ders` ENGINE=InnoDB, shop, or ders",
        "ALTER TABLE a.b.c ENGINE=InnoDB, a.b, c",
        "ALTER TABLE `orders` ENGINE=InnoDB, -, orders",
        "ALTER TABLE orders ENGINE=InnoDB, -, orders",
        "ADD COLUMN alter_table int, -, -",
        "xalter table shop.orders x, -, -",
        "ALTER TABLE, -, -",
        "ALTER TABLE ``, -, -",
        "ALTER TABLE `open, -, -",
        "ADD COLUMN c int, -, -"
      })
  void tableIsTakenFromTheStatement(String statement, String schema, String table) {
    assertThat(AlterStatement.parse(statement)).isEqualTo(new AlterStatement(schema, table));
  }

  @ParameterizedTest
  @CsvSource({
    "gh-ost, true",
    "gh-ost-1.1.5, true",
    "gh-ost-v1.1.7, true",
    "gh-ost.linux, true",
    "gh-ost-binary-linux-amd64-20231207, true",
    "gh-ost_old, true",
    "gh-ost-monitor.sh, false",
    "gh-ost-on-startup, false",
    "gh-ost.log, false",
    "gh-ost-, false",
    "gh-osts, false",
    "ghost, false"
  })
  void executableIsRecognisedByItsName(String name, boolean isGhost) {
    assertThat(ExecutableName.isGhost(name)).isEqualTo(isGhost);
  }
}
