package dev.ghostwatch.source.log.follow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RotatedNameTest {
  @ParameterizedTest
  @CsvSource({
    "run.log.1, NUMBER, 1, false",
    "run.log.12.gz, NUMBER, 12, true",
    "run.log-20261122, DATE, 20261122, false",
    "run.log-20261122-1795392467.gz, DATE, 202611221795392467, true",
    "run.log.2026-11-22T10, DATE, 2026112210, false",
    "run-20261122.log, DATE, 20261122, false",
    "run-20261122.log.gz, DATE, 20261122, true",
    "run.log.old, OTHER, '', false",
    "run.log_before, OTHER, '', false"
  })
  void recognisesTheNamesOfRotatedFiles(
      String name, RotatedName.Kind kind, String digits, boolean compressed) {
    assertThat(RotatedName.of("run.log", name))
        .hasValueSatisfying(rotated -> {
          assertThat(rotated.kind()).isEqualTo(kind);
          assertThat(rotated.digits()).isEqualTo(digits);
          assertThat(rotated.compressed()).isEqualTo(compressed);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run.log",
        "run.log.gz",
        "run.log2",
        "run-2.log",
        "run-orders.log",
        "running.log",
        "run.",
        ""
      })
  void leavesOtherNamesAlone(String name) {
    assertThat(RotatedName.of("run.log", name)).isEmpty();
  }

  @Test
  void tellsTheYoungerByNumberOrDate() {
    assertThat(younger("run.log.1", "run.log.2")).isPositive();
    assertThat(younger("run.log.10.gz", "run.log.9")).isNegative();
    assertThat(younger("run.log-20261123", "run.log-20261122.gz")).isPositive();
    assertThat(younger("run.log-20261123", "run.log.1")).isZero();
    assertThat(younger("run.log.old", "run.log.older")).isZero();
  }

  private static int younger(String one, String other) {
    return RotatedName.of("run.log", one)
        .orElseThrow()
        .youngerThan(RotatedName.of("run.log", other).orElseThrow());
  }
}
