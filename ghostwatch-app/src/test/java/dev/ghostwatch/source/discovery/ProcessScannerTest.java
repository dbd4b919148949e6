package dev.ghostwatch.source.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.testing.FakeProc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessScannerTest {

  @TempDir Path directory;
  private FakeProc proc;

  @BeforeEach
  void buildTree() {
    proc = new FakeProc(directory.resolve("proc"));
  }

  private List<GhostProcess> scan() {
    return new ProcessScanner(new ProcFiles(proc.root))
        .scan().processes().stream().map(ScannedProcess::process).toList();
  }

  private GhostProcess scanOne() {
    assertThat(scan()).hasSize(1);
    return scan().getFirst();
  }

  @Test
  void everyFactOfRunIsRead() throws Exception {
    Path log = Files.createFile(directory.resolve("run.log"));
    proc.ghost(
            42,
            "--user=g",
            "--password=s3cret",
            "--conf",
            "/etc/gh-ost.cnf",
            "--database=shop",
            "--table=orders",
            "--execute",
            "--alter=add column c int",
            "--serve-tcp-port=10001",
            "--replica-server-id=180524")
        .startedAtTick(12_345, 1)
        .opened(0, "/dev/null")
        .opened(1, log.toString())
        .opened(2, log.toString())
        .opened(7, "socket:[99]")
        .file("cgroup", "9:name=systemd:/system.slice/migrate.service\n0::/\n");

    GhostProcess process = scanOne();

    assertThat(process.pid()).isEqualTo(42);
    assertThat(process.startedAt()).isEqualTo(Instant.parse("2025-11-22T08:28:43.450Z"));
    assertThat(process.ownerUid()).isZero();
    assertThat(process.maskedArguments())
        .startsWith("/usr/bin/gh-ost", "--user=g", "--password=****", "--conf");
    assertThat(process.flags()).containsEntry("password", "****").containsEntry("execute", "true");
    assertThat(process.database()).isEqualTo("shop");
    assertThat(process.table()).isEqualTo("orders");
    assertThat(process.socketPath()).isEqualTo(Path.of("/tmp/gh-ost.shop.orders.sock"));
    assertThat(process.tcpPort()).isEqualTo(10_001);
    assertThat(process.configurationFile()).isEqualTo("/etc/gh-ost.cnf");
    assertThat(process.passwordInArguments()).isTrue();
    assertThat(process.replicaServerId()).isEqualTo(180_524);
    assertThat(process.standardError()).isEqualTo(new OutputTarget.RegularFile(log, false, log));
    assertThat(process.logFile()).isEqualTo(log);
    assertThat(process.logFiles()).containsExactly(log);
    assertThat(process.files()).isEqualTo(NamespaceView.SAME);
    assertThat(process.network()).isEqualTo(NamespaceView.SAME);
    assertThat(process.systemdUnit()).isEqualTo("migrate.service");
    assertThat(process.toString()).doesNotContain("s3cret");
  }

  @Test
  void ownerIsNamedOnlyWhenTheNumberIsThatOfTheDirectory() throws Exception {
    proc.ghost(42, "--table=t").file("status", "Name:\tgh-ost\nUid:\t1\t4242\t1\t1\n");

    assertThat(scanOne().ownerUid()).isEqualTo(4_242);
    assertThat(scanOne().owner()).isNull();

    int self = (Integer) Files.getAttribute(proc.root.resolve("42"), "unix:uid");
    proc.text("42/status", "Name:\tgh-ost\nUid:\t0\t" + self + "\t0\t0\n");
    assertThat(scanOne().owner()).isEqualTo(Files.getOwner(proc.root.resolve("42")).getName());
  }

  @Test
  void withoutFlagsTheDefaultsOfGhostHold() {
    proc.ghost(42, "--alter", "ALTER TABLE `shop`.`orders` ADD c int");

    GhostProcess process = scanOne();

    assertThat(process.database()).isEqualTo("shop");
    assertThat(process.table()).isEqualTo("orders");
    assertThat(process.socketPath()).isEqualTo(Path.of("/tmp/gh-ost.shop.orders.sock"));
    assertThat(process.replicaServerId()).isEqualTo(99_999);
    assertThat(process.tcpPort()).isNull();
    assertThat(process.passwordInArguments()).isFalse();
    assertThat(process.standardOutput()).isEqualTo(new OutputTarget.Closed());
  }

  @Test
  void releasesAndPlatformsInTheNameAreGhost() {
    proc.process(10, "gh-ost-1.1.5", "gh-ost-1.1.5", "--table=a");
    proc.process(11, "gh-ost-linux-am", "./gh-ost-linux-amd64", "--table=b");
    proc.process(12, "gh-ost-patched", "/opt/gh-ost-patched", "--alter=x", "--table=c");
    proc.process(13, "gh-ost", "migration-of-d", "--table=d").linked("exe", "/x/gh-ost (deleted)");

    assertThat(scan()).extracting(GhostProcess::table).containsExactly("a", "b", "c", "d");
  }

  @Test
  void whatOnlyMentionsGhostIsLeftOut() {
    proc.process(10, "sudo", "sudo", "gh-ost", "--table=a");
    proc.process(11, "bash", "bash", "-c", "gh-ost --table=a --alter=x");
    proc.process(12, "gh-ost-monitor.", "/bin/bash", "/usr/bin/gh-ost-monitor.sh", "--alter=x");
    proc.process(13, "vim", "vim", "gh-ost.log");
    proc.process(14, "grep", "grep", "gh-ost");
    proc.process(15, "gh-ost", "/bin/sh", "/usr/local/bin/gh-ost", "--table=a", "--alter=x");
    proc.process(16, "gh-ost-on-statu", "/hooks/gh-ost-on-status-go", "--alter=x");
    proc.process(17, "gh-ost-exporter", "/usr/bin/gh-ost-exporter", "--table=a");
    proc.process(18, "gh-ost", "gh-ost", "--version");
    proc.process(19, "gh-ost", "");
    proc.process(20, "kthreadd", "").without("comm");
    proc.directory("21");

    assertThat(scan()).isEmpty();
  }

  @Test
  void wrapperAndForkedCopyAreNotCountedTwice() {
    proc.process(10, "gh-ost", "gh-ost", "--table=a", "--database=d");
    proc.process(11, "gh-ost.real", "/opt/gh-ost.real", "--database=d", "--table=a", "--alter=x")
        .startedAtTick(600, 10);
    proc.process(12, "gh-ost.real", "/opt/gh-ost.real", "--database=d", "--table=a", "--alter=x")
        .startedAtTick(700, 11);
    proc.ghost(13, "--database=d", "--table=next").startedAtTick(800, 11);

    assertThat(scan()).extracting(GhostProcess::pid).containsExactly(11L, 13L);
  }

  @Test
  void argumentsMayHoldAnything() {
    String table = "o'r\"d`e;r\ns \uD83D\uDE80\u001b[31m\u202e";
    proc.ghost(42, "--database", "a b%", "--table", table, "--alter", "");
    proc.process(
        43,
        "gh-ost",
        FakeProc.concat(
            "gh-ost\0--table=".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xFF, 'x'}));

    List<GhostProcess> processes = scan();

    assertThat(processes.getFirst().table()).isEqualTo(table);
    assertThat(processes.getFirst().socketPath())
        .isEqualTo(RawPath.of("/tmp/gh-ost.a+b%25." + table + ".sock"));
    assertThat(processes.getLast().table()).isEqualTo("\uFFFDx");
    assertThat(processes.getLast().socketPath()).isNull();
  }

  @Test
  void pathsOfContainerLeadThroughItsRoot() throws Exception {
    Path inside = Files.createDirectories(directory.resolve("container/var/log"));
    Files.createFile(inside.resolve("run.log"));
    proc.ghost(42, "--database=d", "--table=t")
        .namespaces("mnt:[7]", "net:[7]")
        .linked("root", directory.resolve("container").toString())
        .opened(1, "pipe:[5]")
        .opened(2, "/var/log/run.log");
    Path root = proc.root.resolve("42/root");

    GhostProcess process = scanOne();

    assertThat(process.files()).isEqualTo(NamespaceView.OTHER);
    assertThat(process.network()).isEqualTo(NamespaceView.OTHER);
    assertThat(process.socketPath()).isEqualTo(root.resolve("tmp/gh-ost.d.t.sock"));
    assertThat(process.standardOutput()).isEqualTo(new OutputTarget.Pipe());
    assertThat(process.logFile()).isEqualTo(root.resolve("var/log/run.log")).exists();
  }

  @Test
  void relativeSocketBelongsToTheWorkingDirectory() {
    proc.ghost(42, "--serve-socket-file=run/x.sock").linked("cwd", "/srv/migrations");

    assertThat(scanOne().socketPath()).isEqualTo(Path.of("/srv/migrations/run/x.sock"));
  }

  @Test
  void outputsAreToldApart() {
    assertThat(output("/dev/null")).isEqualTo(new OutputTarget.NullDevice());
    assertThat(output("/dev/pts/3")).isEqualTo(new OutputTarget.Terminal(Path.of("/dev/pts/3")));
    assertThat(output("socket:[77]")).isEqualTo(new OutputTarget.Socket(77));
    assertThat(output("pipe:[77]")).isEqualTo(new OutputTarget.Pipe());
    assertThat(output("anon_inode:[eventfd]"))
        .isEqualTo(new OutputTarget.Other("anon_inode:[eventfd]"));
    assertThat(output("/logs/old run.log (deleted)"))
        .isEqualTo(
            new OutputTarget.RegularFile(
                Path.of("/logs/old run.log"), true, proc.root.resolve("42/fd/1")));
  }

  private OutputTarget output(String target) {
    proc.ghost(42, "--table=t").opened(1, target);
    return scanOne().standardOutput();
  }

  @Test
  void statusAndLogLinesMayGoToTwoFiles() throws Exception {
    Path output = Files.createFile(directory.resolve("out"));
    Path errors = Files.createFile(directory.resolve("err (deleted)"));
    proc.ghost(42, "--table=t").opened(1, output.toString()).opened(2, errors.toString());

    assertThat(scanOne().logFiles()).containsExactly(errors, output);
  }

  @Test
  void unreadableFactsStayUnknown() {
    proc.ghost(42, "--database=d", "--table=t")
        .without("ns/mnt")
        .without("ns/net")
        .without("stat")
        .without("status")
        .without("fd")
        .file("fd", "not a directory");

    GhostProcess process = scanOne();

    assertThat(process.startedAt()).isNull();
    assertThat(process.ownerUid()).isNull();
    assertThat(process.files()).isEqualTo(NamespaceView.UNKNOWN);
    assertThat(process.systemdUnit()).isNull();
    assertThat(process.logFile()).isNull();
  }

  @Test
  void hiddenProcessesAndContainersLimitTheView() {
    assertThat(new ProcessScanner(new ProcFiles(proc.root)).scan().limits()).isEmpty();

    proc.link("self/ns/pid", "pid:[12]");
    assertThat(new ProcessScanner(new ProcFiles(proc.root)).scan().limits())
        .containsExactly(ViewLimit.INSIDE_CONTAINER);

    FakeProc hidden = new FakeProc(directory.resolve("hidden"));
    hidden.process(77, "bash", "bash");
    hidden.remove("1/comm").remove("1/cmdline").remove("1/stat").remove("1/status");
    hidden.remove("1/fd").remove("1/ns/mnt").remove("1/ns/net").remove("1/ns");
    hidden.remove("1");
    assertThat(new ProcessScanner(new ProcFiles(hidden.root)).scan().limits())
        .containsExactly(ViewLimit.PROCESSES_HIDDEN);

    assertThat(new ProcessScanner(new ProcFiles(directory.resolve("none"))).scan().limits())
        .containsExactly(ViewLimit.NO_PROCESS_LIST);
  }
}
