package dev.ghostwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "999999, 0s",
    "54000000, 54s",
    "160000000, 2m40s",
    "3600000000, 1h0m0s",
    "581189000000, 161h26m29s"
  })
  void durationsLoseTheirFraction(long micros, String text) {
    assertThat(GoText.duration(micros)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"40, 40", "0.5, 0.5", "0, 0", "0.00001, 1e-05", "1e21, 1e+21", "100, 100"})
  void floatsAreAsShortAsTheyCanBe(double value, String text) {
    assertThat(GoText.shortest(value)).isEqualTo(text);
  }

  @Test
  void tiesAreRoundedToEvenOnTheExactValue() {
    assertThat(GoText.fixed(0.25, 1)).isEqualTo("0.2");
    assertThat(GoText.fixed(0.35, 1)).isEqualTo("0.3");
    assertThat(GoText.fixed(2.675, 2)).isEqualTo("2.67");
  }

  @Test
  void timesNameTheirZone() {
    Instant time = Instant.parse("2026-11-22T13:47:19.819891532Z");
    assertThat(GoText.time(time, ZoneOffset.UTC))
        .isEqualTo("2026-11-22 13:47:19.819891532 +0000 UTC");
    assertThat(GoText.time(time, ZoneId.of("Asia/Tokyo")))
        .isEqualTo("2026-11-22 22:47:19.819891532 +0900 JST");
    assertThat(GoText.rubyDate(time, ZoneOffset.UTC)).isEqualTo("Sun Nov 22 13:47:19 +0000 2026");
  }

  @Test
  void quotesAreTakenOffWhenTheyCloseEachOther() {
    assertThat(GoText.unquote("\"260\"")).isEqualTo("260");
    assertThat(GoText.unquote("`a`")).isEqualTo("a");
    assertThat(GoText.unquote("'a'")).isEqualTo("a");
    assertThat(GoText.unquote("'ab'")).isEqualTo("'ab'");
    assertThat(GoText.unquote("\"a\"b\"")).isEqualTo("\"a\"b\"");
    assertThat(GoText.unquote("\"a\\\"b\"")).isEqualTo("a\"b");
    assertThat(GoText.unquote("\"")).isEqualTo("\"");
  }

  @Test
  void numbersAreReadAsGoReadsThem() throws CommandRefused {
    assertThat(GoNumbers.integer("+7")).isEqualTo(7);
    assertThat(GoNumbers.decimal("1e2")).isEqualTo(100);
    assertThatThrownBy(() -> GoNumbers.integer("99999999999999999999"))
        .hasMessage("strconv.Atoi: parsing \"99999999999999999999\": value out of range");
    assertThatThrownBy(() -> GoNumbers.decimal("1d"))
        .hasMessage("strconv.ParseFloat: parsing \"1d\": invalid syntax");
  }
}
