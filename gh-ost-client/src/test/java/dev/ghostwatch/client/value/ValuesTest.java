package dev.ghostwatch.client.value;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @Test
  void aTableNameIsQuotedForSql() {
    assertThat(new TableName("shop", "orders").quoted()).isEqualTo("`shop`.`orders`");
    assertThat(new TableName("a`b", "c.d").quoted()).isEqualTo("`a``b`.`c.d`");
    assertThat(new TableName("shop", "orders")).hasToString("shop.orders");
  }

  @Test
  void thresholdsKeepTheirOrder() {
    LoadThresholds thresholds =
        requireNonNull(LoadThresholds.parse("Threads_running=50,Aborted_clients=3"));
    assertThat(thresholds.thresholds().sequencedKeySet())
        .containsExactlyElementsOf(List.of("Threads_running", "Aborted_clients"));
    assertThat(thresholds.text()).isEqualTo("Threads_running=50,Aborted_clients=3");
  }

  @ParameterizedTest
  @CsvSource({
    "map[Threads_connected:20], Threads_connected=20",
    "map[], ''",
    "'', ''",
    "' ', ''",
    "map[A:1 B:2], 'A=1,B=2'"
  })
  void thresholdsOfTheOldestReleasesAreRead(String text, String canonical) {
    LoadThresholds thresholds = requireNonNull(LoadThresholds.parse(text));
    assertThat(thresholds.text()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Threads_running",
        "=5",
        "A=x",
        "A=",
        "A=1,,B=2",
        "A=1;B=2",
        "map[A=1]",
        "A=99999999999999999999"
      })
  void anythingElseIsNoThreshold(String text) {
    assertThat(LoadThresholds.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {"due, 0", "N/A, none", "1m19s, 79", "1.9s, 1", "throttled, none"})
  void theReportedEtaIsInSeconds(String text, Long seconds) {
    assertThat(ReportedEta.parse(text)).isEqualTo(new ReportedEta(text, seconds));
  }

  @Test
  void decimalsAreReadExactlyAsJavaReadsThem() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7L);
    for (int i = 0; i < 100_000; i++) {
      int decimals = random.nextInt(20);
      String text =
          Long.toString(random.nextLong() >> random.nextInt(64))
              + "."
              + "%020d".formatted(random.nextLong(Long.MAX_VALUE)).substring(0, decimals);
      assertThat(Numbers.parseDecimal(text, 0, text.length()))
          .as(text)
          .isEqualTo(Double.parseDouble(text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", ".", "1e5", "NaN", "Infinity", "1f", "0x1", "1.2.3", "--1", "+1", "٣"})
  void anythingElseIsNoDecimal(String text) {
    assertThat(Numbers.parseDecimal(text, 0, text.length())).isNull();
  }

  @Test
  void terminalSequencesAreMadeHarmless() {
    assertThat(Printable.text("a\u001b[31mb\u202ec\nd")).isEqualTo("a\\x1b[31mb\\u202ec\\nd");
    assertThat(Printable.text("订单 🦊")).isEqualTo("订单 🦊");
    assertThat(Printable.shellWord("/tmp/gh-ost.shop.orders.sock"))
        .isEqualTo("/tmp/gh-ost.shop.orders.sock");
    assertThat(Printable.shellWord("/tmp/it's $(here)")).isEqualTo("'/tmp/it'\\''s $(here)'");
    assertThat(Printable.shellWord("/tmp/a\nb")).isEqualTo("$'/tmp/a\\u000ab'");
    assertThat(Printable.shellWord("-rf")).isEqualTo("-- '-rf'");
    assertThat(Printable.shellWord("")).isEqualTo("''");
    assertThat(Printable.shellWord("a\u0085b\udb40\udc41")).isEqualTo("$'a\\u0085b\\U000e0041'");
    assertThat(Printable.shellWord("-\u001b")).isEqualTo("-- $'-\\u001b'");
  }
}
