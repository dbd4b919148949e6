package dev.ghostwatch.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lag | unknown command: lag | UNKNOWN_COMMAND",
        "lag | Unknown command: lag | UNKNOWN_COMMAND",
        "panic=x | User commanded 'panic' on x, but migrated table is orders; ignoring request. | WRONG_TABLE",
        "unpostpone=? | User commanded 'unpostpone' on ?, but migrated table is t; ingoring request. | WRONG_TABLE",
        "unpostpone | user commanded 'unpostpone' without specifying table name, but --force-named-cut-over is set | MISSING_ARGUMENT",
        "chunk-size=abc | strconv.Atoi: parsing \"abc\": invalid syntax | INVALID_VALUE",
        "max-load=x | Error parsing load condition: x | INVALID_VALUE",
        "unpostpone=t | You may only invoke this when gh-ost is actively postponing migration. At this time it is not | NOT_POSTPONING",
        "replication-lag-query=? | replication-lag-query is deprecated. gh-ost uses an internal, subsecond resolution query | DEPRECATED",
        "coordinates=x | coordinates are read-only | OTHER",
        "sup | exit status 1 | OTHER",
        "throttle-query=? | exit status 1 | OTHER",
        "chunk-size=? | the hook is not happy | OTHER",
        "max-load=? | the hook is not happy | OTHER"
      })
  void anErrorIsARejection(String command, String reply, RejectionKind kind) {
    assertThat(Answer.of(command, reply + "\n")).isEqualTo(new Answer.Rejected(kind, reply));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chunk-size=? | 1000",
        "nice-ratio=? | 0.5",
        "nice-ratio=? | 1e-05",
        "max-load=? | Threads_running=50",
        "critical-load=? | ''",
        "throttle-query=? | select 1",
        "throttle-http=? | ''",
        "coordinates | mysql-bin.000001:4",
        "applier | Host: vm:33061, Version: 10.11.19-MariaDB"
      })
  void aValueIsGivenWithoutItsLineEnd(String command, String value) {
    assertThat(Answer.of(command, value + "\n")).isEqualTo(new Answer.Value(value));
  }

  @Test
  void noReplyIsEmptyAndNoValue() {
    assertThat(Answer.of("chunk-size=?", "")).isEqualTo(new Answer.Empty());
  }

  @Test
  void whatNoReleaseSaysIsUnrecognised() {
    assertThat(Answer.of("sup", "HTTP/1.1 400 Bad Request\r\n"))
        .isEqualTo(new Answer.Unrecognised("HTTP/1.1 400 Bad Request"));
    assertThat(Answer.of("chunk-size", "1000\n")).isEqualTo(new Answer.Unrecognised("1000"));
  }

  @Test
  void aStatusIsAStatusWhateverWasAsked() {
    String line =
        "Copy: 1/2 50.0%; Applied: 0; Backlog: 0/100; Time: 1s(total), 1s(copy); streamer: a:1; State: migrating; ETA: 1s\n";
    assertThat(Answer.of("unpostpone=t", "Unpostponed\n" + line)).isInstanceOf(Answer.Status.class);
    assertThat(Answer.of("throttle-query=?", line)).isInstanceOf(Answer.Status.class);
  }
}
