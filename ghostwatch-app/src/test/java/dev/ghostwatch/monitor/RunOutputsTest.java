package dev.ghostwatch.monitor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.command.Command;
import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Notice;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.source.container.ContainerLogs;
import dev.ghostwatch.source.discovery.Discovery;
import dev.ghostwatch.source.discovery.DiscoveryOptions;
import dev.ghostwatch.source.host.KernelLog;
import dev.ghostwatch.source.journal.JournalException;
import dev.ghostwatch.source.journal.JournalFollower;
import dev.ghostwatch.source.log.LastWords;
import dev.ghostwatch.testing.FakeProc;
import dev.ghostwatch.testing.WallClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run prints is followed wherever it goes, or what is in the way is told. */
@Timeout(60)
class RunOutputsTest {
  private static final String CONTAINER = "0123456789abcdef".repeat(4);
  private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");

  /** The kernel of {@link FakeProc} started then. */
  private static final Instant BOOT = Instant.ofEpochSecond(1_763_800_000);

  private static final String HINTS =
      """
      # Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`
      # Migrating db1:3306; inspecting db2:3306; executing on util1
      # Migration started at Sun Nov 22 13:08:06 +0000 2026
      # chunk-size: 1000; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: ; critical-load: ; nice-ratio: 0.000000
      """;
  private static final String LINE =
      "Copy: 3000/752865 0.4%; Applied: 0; Backlog: 0/1000; Time: 3s(total), 3s(copy); streamer: mysql-bin.000001:4; Lag: 0.01s, HeartbeatLag: 0.02s, State: migrating; ETA: 1m19s";

  @TempDir Path folder;
  private FakeProc proc;
  private final WallClock clock = new WallClock(NOW);
  private final List<Sample> samples = new CopyOnWriteArrayList<>();
  private final CountDownLatch sampled = new CountDownLatch(1);
  private final List<String> notices = new ArrayList<>();
  private Following.Journal journal =
      _ -> {
        throw new JournalException(
            JournalException.Kind.NO_JOURNAL, "no journal in this test", null);
      };

  @BeforeEach
  void build() {
    proc = new FakeProc(folder.resolve("proc"));
  }

  @Test
  void twoFilesAreFollowedTogether() throws Exception {
    Path status = Files.writeString(folder.resolve("out"), HINTS + LINE + "\n");
    Path log = Files.writeString(folder.resolve("err"), "2026-11-22 13:08:09 FATAL it broke\n");
    ghost().opened(1, status.toString()).opened(2, log.toString());
    TrackedRun run = run();
    RunOutput output = requireNonNull(RunOutputs.open(run, with()));
    output.awaitBacklog(Duration.ofSeconds(20));
    output.close();
    assertThat(samples)
        .singleElement()
        .satisfies(sample ->
            assertThat(sample.observedAt()).isEqualTo(Instant.parse("2026-11-22T13:08:09Z")));
    assertThat(requireNonNull(output.lastWords()).fatal()).isEqualTo("it broke");
  }

  @Test
  void anEarlierRunInTheSameFileIsLeftOut() throws Exception {
    proc.text("stat", "btime " + Instant.parse("2026-11-22T13:07:00Z").getEpochSecond() + "\n");
    String earlier =
        (HINTS + LINE + "\n2026-11-22 13:00:09 FATAL that one broke\n")
            .replace("13:08:06", "12:59:06")
            .replace("3000/", "700000/");
    Path log = Files.writeString(folder.resolve("log"), earlier + HINTS + LINE + "\n");
    ghost().opened(1, log.toString()).opened(2, log.toString()).startedAtTick(6600, 1);
    TrackedRun run = run();
    RunOutput output = requireNonNull(RunOutputs.open(run, with()));
    output.awaitBacklog(Duration.ofSeconds(20));
    output.close();
    assertThat(samples)
        .singleElement()
        .satisfies(sample -> assertThat(sample.line().rowsCopied()).isEqualTo(3000));
    assertThat(output.lastWords()).isEqualTo(LastWords.NONE);
    assertThat(String.valueOf(run.snapshot().id())).isEqualTo("shop.orders@20261122T130806Z");
  }

  @Test
  void aContainersLogIsDecodedAndDatedByTheEngine() throws Exception {
    Path engine =
        folder.resolve(
            "host/var/lib/docker/containers/" + CONTAINER + "/" + CONTAINER + "-json.log");
    Files.createDirectories(engine.getParent());
    StringBuilder text = new StringBuilder();
    for (String line : (HINTS + LINE).split("\n", -1)) {
      text.append(
          "{\"log\":\"%s\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-22T13:08:09.5Z\"}\n"
              .formatted(line));
    }
    Files.writeString(engine, text);
    inContainer();
    TrackedRun run = run();
    RunOutput output = requireNonNull(RunOutputs.open(run, with()));
    output.awaitBacklog(Duration.ofSeconds(20));
    output.close();
    assertThat(samples)
        .singleElement()
        .satisfies(sample ->
            assertThat(sample.observedAt()).isEqualTo(Instant.parse("2026-11-22T13:08:09.5Z")));
    assertThat(run.snapshot().settings()).isNotNull();
  }

  @Test
  void aContainerWhoseLogNobodyMayReadIsTold() {
    inContainer();
    TrackedRun run = run();
    assertThat(RunOutputs.open(run, with())).isNull();
    assertThat(run.snapshot().notices())
        .singleElement()
        .satisfies(notice ->
            assertThat(notice.text())
                .startsWith("the log of gh-ost's container 0123456789ab cannot be followed")
                .contains("Run the agent as root on the host"));
    assertThat(notices).singleElement().asString().startsWith("log: shop.orders: the log of");
  }

  @Test
  void aPipeIsTold() {
    ghost().opened(1, "pipe:[7]").opened(2, "pipe:[7]");
    TrackedRun run = run();
    assertThat(RunOutputs.open(run, with())).isNull();
    assertThat(run.snapshot().notices())
        .extracting(Notice::text)
        .singleElement()
        .asString()
        .contains("its output goes into a pipe, which has one reader");
  }

  @Test
  void theJournalIsFollowedFromTheStartOfTheProcess() throws Exception {
    Path program = folder.resolve("journalctl");
    StringBuilder entries = new StringBuilder();
    entry(entries, BOOT.minusSeconds(60), LINE.replace("3000/", "9000/"));
    for (String line : (HINTS + LINE).split("\n", -1)) {
      entry(entries, BOOT.plusSeconds(60), line);
    }
    Files.writeString(program, "#!/bin/sh\ncat <<'END'\n" + entries + "END\nexec sleep 100\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    journal = query -> JournalFollower.start(query, List.of(program.toString()));
    inService();
    TrackedRun run = run();
    RunOutput output = requireNonNull(RunOutputs.open(run, with()));
    assertThat(sampled.await(30, TimeUnit.SECONDS)).isTrue();
    output.close();
    assertThat(samples)
        .singleElement()
        .satisfies(sample -> {
          assertThat(sample.observedAt()).isEqualTo(BOOT.plusSeconds(60));
          assertThat(sample.line().rowsCopied()).isEqualTo(3000);
        });
    assertThat(run.snapshot().notices()).isEmpty();
  }

  @Test
  void aJournalThatIsNotThereIsToldOnce() throws Exception {
    CountDownLatch tries = new CountDownLatch(3);
    journal =
        _ -> {
          tries.countDown();
          throw new JournalException(JournalException.Kind.NO_JOURNAL, "no journal here", null);
        };
    inService();
    TrackedRun run = run();
    RunOutput output = requireNonNull(RunOutputs.open(run, with()));
    assertThat(tries.await(30, TimeUnit.SECONDS)).isTrue();
    output.close();
    assertThat(run.snapshot().notices())
        .containsExactly(new Notice(FigureSource.LOG, "no journal here"));
    assertThat(notices).containsExactly("log: shop.orders: no journal here");
  }

  private static void entry(StringBuilder entries, Instant at, String line) {
    entries.append(
        "{\"__CURSOR\":\"c\",\"__REALTIME_TIMESTAMP\":\"%d000000\",\"_PID\":\"42\",\"MESSAGE\":\"%s\"}\n"
            .formatted(at.getEpochSecond(), line));
  }

  private FakeProc.Fake ghost() {
    return proc.ghost(42, "--database=shop", "--table=orders", "--alter=engine=innodb");
  }

  private void inContainer() {
    ghost()
        .opened(1, "pipe:[7]")
        .opened(2, "pipe:[7]")
        .file("cgroup", "0::/docker/" + CONTAINER + "\n");
  }

  private void inService() {
    ghost()
        .opened(1, "socket:[7]")
        .opened(2, "socket:[7]")
        .file("cgroup", "0::/system.slice/migration.service\n");
  }

  private TrackedRun run() {
    RunningMigration found =
        new RunningMigrations(new Discovery(proc.root), SilentChannel::new, clock)
            .discover(DiscoveryOptions.everythingIn(List.of()))
            .getFirst();
    return new TrackedRun(found, with());
  }

  private Following with() {
    RunListener listener =
        new RunListener() {
          @Override
          public void sampled(Snapshot snapshot, Sample sample) {
            samples.add(sample);
            sampled.countDown();
          }
        };
    FollowObserver observer =
        new FollowObserver() {
          @Override
          public void noticed(String kind, String text) {
            notices.add(kind + ": " + text);
          }
        };
    return new Following(
        () -> PollPolicy.STANDARD,
        listener,
        observer,
        clock,
        clock::advance,
        proc.root,
        (_, _) -> new KernelLog.Found(null, null),
        new Following.Outputs(
            query -> journal.follow(query), new ContainerLogs(folder.resolve("host"))));
  }

  /** Nothing is to be asked in these tests. */
  private record SilentChannel(Endpoint endpoint) implements CommandChannel {
    @Override
    public String exchange(Command command) throws ControlException {
      throw new AssertionError("asked " + command.wire());
    }
  }
}
