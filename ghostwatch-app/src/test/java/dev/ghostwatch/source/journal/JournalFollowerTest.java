package dev.ghostwatch.source.journal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal through a stand-in for its program. */
@Timeout(30)
class JournalFollowerTest {
  /** As systemd 252 prints them. */
  private static final String ENTRIES =
      """
      {"__CURSOR":"s=1;i=1","__REALTIME_TIMESTAMP":"1763816886123456","_PID":"42","PRIORITY":"6","MESSAGE":"Copy: 1/2 50.0%; State: migrating; ETA: due","_SYSTEMD_UNIT":"m.service"}
      {"__CURSOR":"s=1;i=2","__REALTIME_TIMESTAMP":"1763816887000000","_PID":"42","MESSAGE":[67,111,112,121,58,32,255,27,91,51,49,109]}
      -- Boot 0123 --
      {"__CURSOR":"s=1;i=3","__REALTIME_TIMESTAMP":"1763816888000000","MESSAGE":null}
      {"__CURSOR":"s=1;i=4","__REALTIME_TIMESTAMP":"1763816889000000","_PID":["1","2"],"MESSAGE":["one","two"],"X":{"y":[1]}}
      """;

  @TempDir Path folder;

  private List<String> program(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("journalctl"), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return List.of(file.toString());
  }

  @Test
  void linesComeWithTimeAndPlace() throws Exception {
    Path asked = folder.resolve("asked");
    JournalQuery query = JournalQuery.ofProcess(42).after("s=1;i=0");
    JournalFollower follower =
        JournalFollower.start(
            query,
            program(
                "printf '%s\\n' \"$LC_ALL\" \"$@\" >'"
                    + asked
                    + "'\ncat <<'END'\n"
                    + ENTRIES
                    + "END\nexec sleep 100\n"));
    try {
      JournalLine first = requireNonNull(follower.next());
      assertThat(first.text()).isEqualTo("Copy: 1/2 50.0%; State: migrating; ETA: due");
      assertThat(first.at()).isEqualTo(Instant.parse("2025-11-22T13:08:06.123456Z"));
      assertThat(first.cursor()).isEqualTo("s=1;i=1");
      assertThat(first.pid()).isEqualTo(42);
      assertThat(requireNonNull(follower.next()).bytes())
          .isEqualTo("Copy: \u00ff\u001b[31m".getBytes(StandardCharsets.ISO_8859_1));
      JournalLine last = requireNonNull(follower.next());
      assertThat(last.text()).isEqualTo("one\ntwo");
      assertThat(last.pid()).isNull();
      assertThat(follower.warning()).isNull();
      assertThat(asked)
          .hasContent("C\n--no-pager\n-o\njson\n--all\n-f\n-b\n--after-cursor=s=1;i=0\n_PID=42\n");
    } finally {
      follower.close();
    }
    assertThat(follower.next()).isNull();
  }

  @Test
  void aUnitIsReadFromItsBeginning() {
    assertThat(JournalQuery.ofUnit("m.service").arguments())
        .endsWith("-n", "all", "_SYSTEMD_UNIT=m.service");
  }

  @Test
  void withoutTheProgramItSaysSo() {
    assertThatThrownBy(
            () -> JournalFollower.start(JournalQuery.ofProcess(1), List.of("/no/journalctl")))
        .isInstanceOfSatisfying(
            JournalException.class,
            e -> assertThat(e.kind()).isEqualTo(JournalException.Kind.NO_PROGRAM))
        .hasMessageStartingWith(
            "gh-ost's output goes to the journal, and /no/journalctl cannot be run to read it (")
        .hasMessageEndingWith(
            "Install systemd's journalctl where the agent runs, or let gh-ost write to a file");
  }

  @Test
  void withoutTheRightsItSaysWhichGroup() throws Exception {
    String hint =
        "echo 'Hint: You are currently not seeing messages from other users and the system.' >&2\n";
    String message =
        "gh-ost's output goes to the journal, which this user may not read. Add the agent's user to"
            + " the group systemd-journal (or adm) and restart the agent, run it as root, or let"
            + " gh-ost write to a file";
    try (JournalFollower ended =
        JournalFollower.start(JournalQuery.ofProcess(1), program(hint + "exit 1\n"))) {
      assertThatThrownBy(ended::next).hasMessage(message);
    }
    try (JournalFollower running =
        JournalFollower.start(
            JournalQuery.ofProcess(1),
            program(hint + "cat <<'END'\n" + ENTRIES + "END\nexec sleep 100\n"))) {
      running.next();
      while (running.warning() == null) {
        Thread.onSpinWait();
      }
      assertThat(running.warning()).isEqualTo(message);
    }
  }

  @Test
  void withoutAJournalItSaysWhatToMount() throws Exception {
    try (JournalFollower follower =
        JournalFollower.start(
            JournalQuery.ofProcess(1),
            program("echo 'No journal files were found.' >&2; exit 0\n"))) {
      assertThatThrownBy(follower::next)
          .hasMessage(
              "gh-ost's output goes to the journal, and no journal is found here. In a container,"
                  + " mount the host's /run/log/journal, /var/log/journal and /etc/machine-id, or"
                  + " run the agent on the host");
    }
    try (JournalFollower follower =
        JournalFollower.start(
            JournalQuery.ofProcess(1), program("echo 'Failed to x' >&2; exit 3\n"))) {
      assertThatThrownBy(follower::next)
          .hasMessage(
              "journalctl ended with 3: Failed to x; starting it again goes on behind the last"
                  + " line");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"MESSAGE\":\"x\"}",
        "{\"__CURSOR\":1,\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":\"x\"}",
        "{\"__CURSOR\":\"c\",\"__REALTIME_TIMESTAMP\":\"x\",\"MESSAGE\":\"x\"}",
        "{\"__CURSOR\":\"c\",\"__REALTIME_TIMESTAMP\":[[1]],\"MESSAGE\":\"x\"}",
        "{\"__CURSOR\":\"c\",\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":[99999999999]}",
        "{\"__CURSOR\":\"c\",\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":[1"
      })
  void whatIsNoEntryIsLeftOut(String text) {
    assertThat(JournalEntryParser.parse(text)).isNull();
  }

  @Test
  void extremeTimesAreTaken() {
    assertThat(
            JournalEntryParser.parse(
                "{\"__CURSOR\":\"c\",\"__REALTIME_TIMESTAMP\":\"-9223372036854775808\","
                    + "\"MESSAGE\":\"\"}"))
        .isNotNull();
  }
}
