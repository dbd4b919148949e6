package dev.ghostwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.command.Command;
import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.source.discovery.Discovery;
import dev.ghostwatch.source.discovery.DiscoveryOptions;
import dev.ghostwatch.source.host.KernelLog;
import dev.ghostwatch.testing.FakeProc;
import dev.ghostwatch.testing.WallClock;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs are found, told apart and forgotten. */
@Timeout(120)
class MigrationRegistryTest {
  private static final Instant START = Instant.parse("2026-11-22T13:08:06Z");

  @TempDir Path folder;
  private final WallClock clock = new WallClock(START);
  private final AtomicInteger exchanges = new AtomicInteger();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private volatile Instant runStarted = START;
  private volatile boolean answering = true;
  private FakeProc proc;
  private MigrationRegistry registry;

  @BeforeEach
  void build() {
    proc = new FakeProc(folder.resolve("proc"));
    registry =
        new MigrationRegistry(
            new RunningMigrations(new Discovery(proc.root), Channel::new, clock),
            DiscoveryOptions.everythingIn(List.of(folder + "/s/gh-ost.*.sock")),
            new Following(
                () -> PollPolicy.STANDARD,
                new Listener(),
                FollowObserver.NOBODY,
                clock,
                this::pass,
                proc.root,
                (_, _) -> new KernelLog.Found(null, null),
                Following.Outputs.OF_THIS_HOST));
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void aNewRunOnTheSameSocketAndTableIsAMigrationOfItsOwn() throws Exception {
    String socket = "/tmp/gh-ost.shop.orders.sock";
    ghost(42, 500, socket);
    registry.look();
    assertThat(next()).isEqualTo("began shop.orders@20261122T130806Z");
    proc.gone(42);
    clock.advance(Duration.ofMinutes(10));
    runStarted = clock.instant();
    ghost(43, 700, socket);
    assertThat(next()).startsWith("ended shop.orders@20261122T130806Z");
    registry.look();
    assertThat(next()).startsWith("began shop.orders@20261122T1318");
    assertThat(registry.runs())
        .extracting(run -> run.snapshot().lifecycle())
        .containsExactlyInAnyOrder(Lifecycle.VANISHED, Lifecycle.RUNNING);
    assertThat(registry.runs()).extracting(run -> run.snapshot().id()).doesNotHaveDuplicates();
  }

  @Test
  void anotherProcessWithTheSameNumberIsAMigrationOfItsOwn() throws Exception {
    String socket = "/tmp/gh-ost.shop.orders.sock";
    ghost(42, 500, socket);
    registry.look();
    assertThat(next()).isEqualTo("began shop.orders@20261122T130806Z");
    clock.advance(Duration.ofMinutes(10));
    runStarted = clock.instant();
    ghost(42, 9000, socket);
    assertThat(next()).startsWith("ended shop.orders@20261122T130806Z");
    registry.look();
    assertThat(next()).startsWith("began shop.orders@20261122T1318");
  }

  @Test
  void settingTheClockDoesNotMakeAnotherRunOfAProcess() throws Exception {
    ghost(42, 500, "/tmp/gh-ost.shop.orders.sock");
    registry.look();
    assertThat(next()).isEqualTo("began shop.orders@20261122T130806Z");
    // As the kernel does when somebody sets the clock.
    proc.text("stat", "cpu  1 2 3\nbtime 1763796400\nprocesses 5\n");
    registry.look();
    assertThat(registry.runs()).hasSize(1);
  }

  @Test
  void tenThousandSocketsLeftBehindAreNeitherFollowedNorKnockedAtAgain() throws Exception {
    // Where not all processes can be seen, any file may have a listener after all.
    proc.remove("self/ns/pid").link("self/ns/pid", "pid:[4026532000]");
    Path sockets = Files.createDirectory(folder.resolve("s"));
    for (int i = 0; i < 10_000; i++) {
      stale(sockets.resolve("gh-ost.shop.t" + i + ".sock"));
    }
    answering = false;
    registry.look();
    int followed = registry.runs().size();
    assertThat(followed).isIn(0, 10_000);
    for (int i = 0;
        i < 600 && registry.runs().stream().anyMatch(run -> run.endedAt() == null);
        i++) {
      clock.advance(Duration.ofSeconds(10));
      TimeUnit.MILLISECONDS.sleep(20);
    }
    registry.look();
    assertThat(registry.runs()).isEmpty();
    int knocked = exchanges.get();
    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofSeconds(10));
      registry.look();
    }
    assertThat(registry.runs()).isEmpty();
    assertThat(exchanges.get()).isEqualTo(knocked).isLessThanOrEqualTo(40_000);
    assertThat(told).isEmpty();
  }

  private String next() throws InterruptedException {
    String event = null;
    while (event == null) {
      // The followers wait by this clock.
      clock.advance(Duration.ofSeconds(1));
      event = told.poll(20, TimeUnit.MILLISECONDS);
    }
    return event;
  }

  private static void stale(Path socket) throws IOException {
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(socket));
    }
  }

  private void ghost(long pid, long tick, String socket) {
    proc.ghost(pid, "--database=shop", "--table=orders", "--serve-socket-file=" + socket)
        .startedAtTick(tick, 1)
        .opened(1, "/dev/null")
        .opened(2, "/dev/null")
        .opened(5, "socket:[" + (1000 + pid) + "]");
    proc.listens(1000 + pid, socket);
  }

  private final class Listener implements RunListener {
    @Override
    public void began(Snapshot snapshot) {
      told.add("began " + snapshot.id());
    }

    @Override
    public void ended(Snapshot snapshot, Outcome outcome) {
      if (snapshot.id() != null) {
        told.add("ended " + snapshot.id() + " " + outcome.lifecycle().jsonName());
      }
    }
  }

  /** Waits until the clock has been moved on so far; looks at it now and then. */
  private void pass(Duration duration) throws InterruptedException {
    Instant until = clock.instant().plus(duration);
    while (clock.instant().isBefore(until)) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  private final class Channel implements CommandChannel {
    private final Endpoint endpoint;

    Channel(Endpoint endpoint) {
      this.endpoint = endpoint;
    }

    @Override
    public Endpoint endpoint() {
      return endpoint;
    }

    @Override
    public String exchange(Command command) throws ControlException {
      exchanges.incrementAndGet();
      if (!answering) {
        throw new ControlException(ControlException.Kind.STALE, endpoint, "refused", null);
      }
      long elapsed = Duration.between(runStarted, clock.instant()).toSeconds();
      return command.wire().equals("help")
          ? "available commands:\nstatus  # Print\nsup  # Print\npostpone-cut-over-flag-file=<path>  # Postpone\n"
          : """
          # Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`
          # Migrating db1:3306; inspecting db2:3306; executing on util1
          # Migration started at Sun Nov 22 %tT +0000 2026
          Copy: 1/752865 1.0%%; Applied: 0; Backlog: 0/1000; Time: %ds(total), %ds(copy); streamer: mysql-bin.000001:4; Lag: 0.01s, HeartbeatLag: 0.02s, State: migrating; ETA: 1m19s
          """
              .formatted(runStarted.atOffset(ZoneOffset.UTC), elapsed, elapsed);
    }
  }
}
