package dev.ghostwatch.client.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0s, 0",
    "54s, 54000000000",
    "+5s, 5000000000",
    "-5s, -5000000000",
    "2h34m12s, 9252000000000",
    "161h16m29s, 580589000000000",
    "1.5h, 5400000000000",
    "1.s, 1000000000",
    ".5s, 500000000",
    "1ms, 1000000",
    "1us, 1000",
    "1\u00b5s, 1000",
    "1\u03bcs, 1000",
    "7ns, 7",
    "1m0.000000001s, 60000000001",
    "10s10s, 20000000000",
    "0.3333333333333333333h, 1200000000000",
    "0.9223372036854775808h, 3320413933267",
    "9223372036854775807ns, 9223372036854775807",
    "-9223372036854775808ns, -9223372036854775808",
    "-9223372036854775.808us, -9223372036854775808",
    "-2562047h47m16.854775808s, -9223372036854775808"
  })
  void readsWhatGoReads(String text, long nanos) {
    assertThat(GoDuration.parse(text)).isEqualTo(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "-",
        "3",
        "s",
        ".",
        "-.",
        ".s",
        "+.s",
        "1d",
        "1 s",
        " 1s",
        "1s ",
        "1.2.3s",
        "1e3s",
        "--1s",
        "1H",
        "٣s",
        "9223372036854775808ns",
        "-9223372036854775809ns",
        "9223372036854775.808us",
        "2562047h47m16.854775808s",
        "2562048h",
        "3000000h",
        "99999999999999999999s",
        "9223372036854775807ns1ns",
        "-9223372036854775808ns1ns"
      })
  void anythingElseIsNoDuration(String text) {
    assertThat(GoDuration.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "1, 1ns",
    "1100, 1.1\u00b5s",
    "2200000, 2.2ms",
    "3300000000, 3.3s",
    "245000000000, 4m5s",
    "245001000000, 4m5.001s",
    "18367001000000, 5h6m7.001s",
    "480000000001, 8m0.000000001s",
    "3600000000000, 1h0m0s",
    "-1000000000, -1s",
    "9223372036854775807, 2562047h47m16.854775807s",
    "-9223372036854775808, -2562047h47m16.854775808s"
  })
  void printsWhatGoPrints(long nanos, String text) {
    assertThat(GoDuration.format(Duration.ofNanos(nanos))).isEqualTo(text);
  }

  @Test
  void printsADurationBeyondGosRangeAsTheEndOfIt() {
    assertThat(GoDuration.format(Duration.ofSeconds(Long.MAX_VALUE)))
        .isEqualTo("2562047h47m16.854775807s");
    assertThat(GoDuration.format(Duration.ofSeconds(Long.MIN_VALUE)))
        .isEqualTo("-2562047h47m16.854775808s");
  }

  @Test
  void readsBackWhatItPrints() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_122L);
    for (int i = 0; i < 100_000; i++) {
      Duration duration = Duration.ofNanos(random.nextLong() >> random.nextInt(64));
      String text = GoDuration.format(duration);
      assertThat(GoDuration.parse(text)).as(text).isEqualTo(duration);
    }
  }
}
