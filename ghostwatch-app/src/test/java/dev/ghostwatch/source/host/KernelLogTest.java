package dev.ghostwatch.source.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.model.host.KernelEvidence;
import dev.ghostwatch.testing.FakeProc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class KernelLogTest {
  private static final Instant BOOT = Instant.parse("2026-11-22T13:00:00Z");

  private static final String LOG =
      """
      [    0.000000] Linux version 6.1.0
      [  490.000000] Out of memory: Killed process 4242 (gh-ost) total-vm:1kB
      [ 5000.120000] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),task=gh-ost,pid=4242,uid=0
      [ 5000.125000] Memory cgroup out of memory: Killed process 4242 (gh-ost) total-vm:734kB, UID:0
      [ 5000.126000] oom_reaper: reaped process 4242 (gh-ost), now anon-rss:0kB
      """;

  @TempDir Path folder;

  private KernelLog log(String... scripts) throws IOException {
    FakeProc proc = new FakeProc(folder.resolve("proc"));
    proc.text("uptime", "6000.00 1.00\n");
    List<List<String>> commands = new ArrayList<>();
    for (int i = 0; i < scripts.length; i++) {
      Path script = Files.writeString(folder.resolve("log" + i), "#!/bin/sh\n" + scripts[i]);
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
      commands.add(List.of(script.toString()));
    }
    return new KernelLog(commands, proc.root, InstantSource.fixed(BOOT.plusSeconds(6000)));
  }

  private static String print(String text) {
    return "cat <<'END'\n" + text + "END\n";
  }

  @Test
  void theLineOfThisProcessIsFound() throws Exception {
    KernelLog.Found found = log(print(LOG)).find(4242, BOOT.plusSeconds(4000));
    assertThat(found.problem()).isNull();
    assertThat(found.evidence())
        .isEqualTo(
            new KernelEvidence(
                KernelEvidence.Kind.OUT_OF_MEMORY,
                BOOT.plusMillis(5_000_125),
                "[ 5000.125000] Memory cgroup out of memory: Killed process 4242 (gh-ost)"
                    + " total-vm:734kB, UID:0"));
    assertThat(log(print(LOG)).find(4242, BOOT.plusSeconds(5900)))
        .as("an earlier process with that number")
        .isEqualTo(new KernelLog.Found(null, null));
    assertThat(log(print(LOG)).find(424, null)).isEqualTo(new KernelLog.Found(null, null));
  }

  @Test
  void theNextProgramIsAskedWhereOneMayNot() throws Exception {
    String denied =
        "echo 'dmesg: read kernel buffer failed: Operation not permitted' >&2; exit 1\n";
    assertThat(log(denied, print(LOG)).find(4242, null).evidence()).isNotNull();
    assertThat(log(denied).find(4242, null).problem())
        .isEqualTo(
            "the kernel's log cannot be read, so whether process 4242 ran out of memory is not known"
                + " ("
                + folder.resolve("log0")
                + " ended with 1: dmesg: read kernel buffer failed: Operation not permitted). Run"
                + " the agent as root, or add its user to the group systemd-journal or adm");
    KernelLog missing =
        new KernelLog(List.of(List.of("/no/such")), folder, InstantSource.fixed(BOOT));
    assertThat(missing.find(1, null).problem()).contains("/no/such");
  }

  @ParameterizedTest
  @CsvSource({
    "'[1.0] Out of memory: Kill process 42 (gh-ost) score 900 or sacrifice child',OUT_OF_MEMORY",
    "'[1.0] oom-kill:constraint=NONE,task=gh-ost,pid=42,uid=0',OUT_OF_MEMORY",
    "'[1.0] gh-ost[42]: segfault at 0 ip 1 sp 2 error 4',CRASH",
    "'[1.0] traps: gh-ost[42] general protection fault',CRASH",
    "'[1.0] Killed process 421 (gh-ost)',",
    "'[1.0] oom-kill:pid=421,uid=42',",
    "'',"
  })
  void linesOfTheKernel(String line, KernelEvidence.Kind kind) {
    KernelEvidence evidence = KernelLog.evidence(line, 42, BOOT);
    assertThat(evidence == null ? null : evidence.kind()).isEqualTo(kind);
    if (evidence != null) {
      assertThat(evidence.at()).isEqualTo(BOOT.plusSeconds(1));
    }
  }

  @Test
  void theRealLogIsReadOrSaidWhyNot() throws Exception {
    KernelLog.Found found = new KernelLog(InstantSource.system()).find(Integer.MAX_VALUE, null);
    assertThat(found.evidence()).isNull();
  }
}
