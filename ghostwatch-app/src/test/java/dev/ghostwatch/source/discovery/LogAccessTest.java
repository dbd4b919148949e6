package dev.ghostwatch.source.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ghostwatch.testing.FakeProc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the log of a gh-ost is, whatever it runs in. */
class LogAccessTest {
  private static final String ID = "0123456789abcdef".repeat(4);

  @TempDir Path folder;
  private FakeProc proc;

  @BeforeEach
  void build() {
    proc = new FakeProc(folder.resolve("proc"));
  }

  private LogAccess access(String output, String controlGroup) {
    proc.ghost(42, "--database=shop", "--table=orders", "--alter=engine=innodb")
        .opened(1, output)
        .opened(2, output)
        .file("cgroup", "0::" + controlGroup + "\n");
    return single(new Discovery(proc.root)).logAccess();
  }

  private static GhostProcess single(Discovery discovery) {
    List<DiscoveredMigration> found =
        discovery.discover(DiscoveryOptions.only(List.of(), List.of(), List.of())).migrations();
    if (found.isEmpty()) {
      found = discovery.discover(DiscoveryOptions.everything()).migrations();
    }
    return found.stream()
        .map(DiscoveredMigration::process)
        .filter(p -> p != null)
        .findFirst()
        .get();
  }

  @Test
  void aFileIsRead() throws IOException {
    Path log = Files.createFile(folder.resolve("log"));
    assertThat(access(log.toString(), "/user.slice")).isEqualTo(new LogAccess.Files(List.of(log)));
  }

  @Test
  void underSystemdItIsTheJournal() {
    assertThat(access("socket:[7]", "/system.slice/migration.service"))
        .isEqualTo(new LogAccess.Journal(42, "migration.service"));
  }

  @ParameterizedTest
  @CsvSource({
    "/docker/@",
    "/system.slice/docker-@.scope",
    "/kubepods/burstable/pod1/@",
    "/kubepods.slice/x/cri-containerd-@.scope",
    "/machine.slice/libpod-@.scope/container"
  })
  void inAContainerItIsTheEnginesLog(String group) {
    assertThat(access("pipe:[7]", group.replace("@", ID))).isEqualTo(new LogAccess.Container(ID));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pipe:[7]|its output goes into a pipe, which has one reader. Let that reader write a file and"
            + " name it with --log, or start gh-ost with > FILE 2>&1 in place of the pipe",
        "socket:[7]|its output goes into a socket of another program. Let it write to a file",
        "/dev/pts/3|its output goes to the terminal /dev/pts/3. Start it with > FILE 2>&1 next time;"
            + " a file can be shown with tail -f",
        "/dev/null|its output is thrown away. Start it with > FILE 2>&1 next time",
        "anon_inode:[x]|its output goes to anon_inode:[x]. Let it write to a file"
      })
  void elseItSaysWhatIsInTheWay(String output, String reason) {
    assertThat(access(output, "/"))
        .isEqualTo(
            new LogAccess.None(
                "the log of gh-ost (process 42) cannot be followed: "
                    + reason
                    + ". Until then its control socket is asked instead"));
  }

  @Test
  void openFilesOfAnotherUserAreSaidToBe() {
    GhostProcess process =
        new GhostProcess(
            42,
            null,
            null,
            "mysql",
            999L,
            List.of(),
            java.util.Map.of(),
            null,
            null,
            null,
            null,
            null,
            false,
            null,
            unreadable(),
            unreadable(),
            NamespaceView.UNKNOWN,
            NamespaceView.UNKNOWN,
            "/user.slice/user-0.slice/session-1.scope");
    assertThat(process.logAccess())
        .isEqualTo(
            new LogAccess.None(
                "the log of gh-ost (process 42) cannot be followed: its open files may only be read"
                    + " by mysql and root. Run the agent as that user or as root, or name the log"
                    + " with --log. Until then its control socket is asked instead"));
  }

  private static OutputTarget unreadable() {
    return new OutputTarget.Unreadable(OutputTarget.Reason.PERMISSION_DENIED);
  }

  @Test
  @Timeout(60)
  void aRealProcessInNamespacesOfItsOwnIsReached() throws Exception {
    Path ghost = folder.resolve("gh-ost");
    assumeThat(Path.of("/usr/bin/python3")).exists();
    Files.copy(Path.of("/usr/bin/python3").toRealPath(), ghost);
    ghost.toFile().setExecutable(true);
    String program =
        """
        import socket,sys
        s=socket.socket(socket.AF_UNIX)
        s.bind('/tmp/inner.sock')
        s.listen()
        open('/tmp/ready','w').close()
        print('# Done',file=sys.stderr)
        sys.stderr.flush()
        print('ready',flush=True)
        sys.stdin.read()
        """;
    Path script = Files.writeString(folder.resolve("s.py"), program);
    // A file system, a network and process numbers of its own; /tmp is not the host's.
    String inside =
        "mkdir -p \"$F/tmp\" && mount --bind \"$F/tmp\" /tmp 2>&1 && exec \"$F/gh-ost\" \"$F/s.py\""
            + " --database=shop --table=orders --alter=x --serve-socket-file=/tmp/inner.sock"
            + " 2>/tmp/run.log";
    ProcessBuilder builder =
        new ProcessBuilder("unshare", "-m", "-n", "-p", "-f", "sh", "-c", inside);
    Path elsewhere = Files.createTempDirectory(Path.of("/var/tmp"), "gw");
    builder.environment().put("F", elsewhere.toString());
    Files.copy(ghost, elsewhere.resolve("gh-ost"));
    elsewhere.resolve("gh-ost").toFile().setExecutable(true);
    Files.copy(script, elsewhere.resolve("s.py"));
    Process process = builder.start();
    try {
      String said = process.inputReader().readLine();
      assumeThat(said).as("may make namespaces").isEqualTo("ready");
      GhostProcess found =
          new Discovery()
              .discover(DiscoveryOptions.everything()).migrations().stream()
                  .map(DiscoveredMigration::process)
                  .filter(p -> p != null && p.maskedArguments().toString().contains("inner.sock"))
                  .findFirst()
                  .orElseThrow();
      assertThat(found.files()).isEqualTo(NamespaceView.OTHER);
      assertThat(found.network()).isEqualTo(NamespaceView.OTHER);
      Path root = Path.of("/proc/" + found.pid() + "/root");
      assertThat(found.socketPath()).isEqualTo(root.resolve("tmp/inner.sock"));
      assertThat(found.logAccess())
          .isEqualTo(new LogAccess.Files(List.of(root.resolve("tmp/run.log"))));
      assertThat(root.resolve("tmp/run.log")).hasContent("# Done\n");
    } finally {
      process.getOutputStream().close();
      process.waitFor();
      try (var files = Files.walk(elsewhere)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
