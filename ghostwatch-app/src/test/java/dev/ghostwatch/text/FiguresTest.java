package dev.ghostwatch.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0,0",
    "999,999",
    "1000,'1,000'",
    "1234567,'1,234,567'",
    "-999,-999",
    "-1000,'-1,000'",
    "9223372036854775807,'9,223,372,036,854,775,807'",
    "-9223372036854775808,'-9,223,372,036,854,775,808'",
  })
  void thousandsAreGrouped(long number, String shown) {
    assertThat(Figures.grouped(number)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"3,1,3.0", "2.45,1,2.5", "0.005,2,0.01", "62.04,1,62.0", "NaN,1,?", "Infinity,1,?"})
  void decimalsAreRoundedHalfUp(double number, int places, String shown) {
    assertThat(Figures.decimal(number, places)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"0,0.0", "9.94,9.9", "10,10", "5840.4,'5,840'", "1e6,'1,000,000'"})
  void ratesAreAsFineAsTheyAreMeant(double rate, String shown) {
    assertThat(Figures.rate(rate)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"0.01,0.01 s", "0.999,1.00 s", "1,1.0 s", "59.94,59.9 s", "60,1m0s", "3725.4,1h2m5s"})
  void lagIsShownInSecondsUntilItIsLong(double seconds, String shown) {
    assertThat(Figures.seconds(seconds)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0s",
    "59,59s",
    "60,1m0s",
    "160,2m40s",
    "9252,2h34m12s",
    "172799,47h59m59s",
    "172800,2d0h",
    "273600,3d4h",
    "-61,-1m1s"
  })
  void durationsReadLikeGhosts(long seconds, String shown) {
    assertThat(Figures.duration(Duration.ofSeconds(seconds))).isEqualTo(shown);
  }

  @Test
  void timesAreTheHostsOwn() {
    assertThat(Figures.time(Instant.parse("2026-11-22T13:08:06.9Z"), ZoneId.of("Asia/Shanghai")))
        .isEqualTo("2026-11-22 21:08:06");
  }

  @ParameterizedTest
  @CsvSource({
    "LANG,zh_CN.UTF-8,ZH",
    "LANG,en_GB.UTF-8,EN",
    "LANG,C,EN",
    "LC_ALL,zh_TW,ZH",
    "LC_MESSAGES,zh_CN,ZH",
    "LANG,de_DE.UTF-8,EN",
    "OTHER,zh,EN"
  })
  void theLanguageComesFromTheEnvironment(String variable, String value, Language language) {
    assertThat(Language.of(Map.of(variable, value))).isEqualTo(language);
  }

  @Test
  void theMoreExactVariableDecides() {
    assertThat(Language.of(Map.of("LC_ALL", "C", "LANG", "zh_CN.UTF-8"))).isEqualTo(Language.EN);
    assertThat(Language.of(Map.of("LC_ALL", "", "LANG", "zh_CN.UTF-8"))).isEqualTo(Language.ZH);
  }
}
