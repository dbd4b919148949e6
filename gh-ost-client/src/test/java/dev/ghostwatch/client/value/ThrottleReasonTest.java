package dev.ghostwatch.client.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottleReasonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "commanded by user | user-command",
        "flag-file | flag-file",
        "throttle-query | throttle-query",
        "leaving hibernation | leaving-hibernation",
        "max-load Threads_running=50 >= 5 | max-load",
        "lag=2.483039s | lag",
        "my.replica-01.com:3306 replica-lag=3.000000s | replica-lag",
        "http=503 | http",
        "Too many requests (http=429) | http",
        "Internal server error (http=500) | http",
        "freno: threshold exceeded (http=429) | http",
        "freno: unknown metric (http=404) | http",
        "freno: connection error (http=-1) | http",
        "critical-load-hibernate until 2026-11-22 13:47:17.55 +0000 UTC m=+15.03 | critical-load-hibernate",
        "critical-load-hibernate until soon | critical-load-hibernate",
        "127.0.0.1:33062 Error 1193 (HY000): Unknown system variable 'x' | error",
        "?:3306 dial tcp: lookup ?: no such host | error",
        "No_such_variable sql: no rows in result set | error",
        "Threads_running invalid connection | error",
        "max-load Threads_running=many >= 5 | other",
        "lag=2.48 | other",
        "lag=s | other",
        "db:1 x replica-lag=3.0s | error",
        "http=xx | other",
        "the moon is full | other"
      })
  void theKindIsToldByTheText(String text, String kind) {
    ThrottleReason reason = ThrottleReason.parse(text);
    assertThat(reason.kind().jsonName()).isEqualTo(kind);
    assertThat(reason.text()).isEqualTo(text);
  }

  @Test
  void theFiguresAreTakenOutOfTheText() {
    assertThat(ThrottleReason.parse("max-load Threads_running=50 >= 5"))
        .isEqualTo(
            new ThrottleReason.MaxLoad(
                "max-load Threads_running=50 >= 5", "Threads_running", 50, 5));
    assertThat(ThrottleReason.parse("db3:3306 replica-lag=3.000000s"))
        .isEqualTo(
            new ThrottleReason.ReplicaLag("db3:3306 replica-lag=3.000000s", "db3:3306", 3.0));
    assertThat(ThrottleReason.parse("Connection error (http=-1)"))
        .isEqualTo(new ThrottleReason.Http("Connection error (http=-1)", -1));
  }

  @Test
  void theTimeOfWakingIsReadWithItsZone() {
    String text = "critical-load-hibernate until 2026-11-22 14:47:17.55 +0100 CET";
    assertThat(ThrottleReason.parse(text))
        .isEqualTo(
            new ThrottleReason.CriticalLoadHibernate(
                text, Instant.parse("2026-11-22T13:47:17.550Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-31 14:47:17 +0000 UTC", "2026-11-22 14:47:17", "2026-11-22 14:47:17. +0000",
            "2026-11-22 14:47:17.1234567890 +0000",
        "2026-11-22 99:47:17 +0000 UTC", "2026-11-22T14:47:17 +0000 UTC",
            "2026-11-22 14:47:17 +9900 UTC", "٢٠٢٦-11-22 14:47:17 +0000 UTC"
      })
  void aTimeThatIsNoneIsUnknown(String time) {
    String text = "critical-load-hibernate until " + time;
    assertThat(ThrottleReason.parse(text))
        .isEqualTo(new ThrottleReason.CriticalLoadHibernate(text, null));
  }

  @Test
  void anErrorNamesTheHostOrTheVariable() {
    String host = "127.0.0.1:33062 Error 1193 (HY000): Unknown system variable 'x'";
    assertThat(ThrottleReason.parse(host))
        .isEqualTo(
            new ThrottleReason.Failure(
                host, "127.0.0.1:33062", null, "Error 1193 (HY000): Unknown system variable 'x'"));
    String variable = "No_such_variable sql: no rows in result set";
    assertThat(ThrottleReason.parse(variable))
        .isEqualTo(
            new ThrottleReason.Failure(
                variable, null, "No_such_variable", "sql: no rows in result set"));
  }
}
