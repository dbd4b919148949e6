package dev.ghostwatch.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.document.LayersText;
import dev.ghostwatch.proc.ProcessStat;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.source.discovery.DiscoveryOptions;
import dev.ghostwatch.terminal.top.Look;
import dev.ghostwatch.terminal.top.TopRun;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.testing.WholeAgent;
import dev.ghostwatch.testing.Wire;
import dev.ghostwatch.text.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard reads the agent while one runs, else the sockets. */
@Timeout(60)
class TopLooksTest {
  @TempDir Path folder;
  private TestWorld world;
  private SimulatedMigration migration;
  private TopLooks looks;

  @BeforeEach
  void begin() throws CommandFailure {
    world = new TestWorld(folder).onThisHost();
    migration = world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(2));
    world.waiting(duration -> {
      if (Thread.currentThread().isVirtual()) {
        // Who follows a run has asked once, and waits until the test is over.
        new CountDownLatch(1).await();
      }
      world.clock.advance(duration);
    });
    CliContext context =
        world.context(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    CommandCatalogue catalogue =
        new CommandCatalogue(
            (_, _) -> {
              throw new IOException("no stage in this test");
            },
            (_, _) -> {
              throw new IOException("no agent in this test");
            },
            bytes -> {
              throw new IllegalStateException("no token in this test");
            });
    CliCommand top = requireNonNull(catalogue.find("top"));
    TopAgent agent =
        TopAgent.of(
            new CliParser(catalogue, context.language())
                .only("top", top)
                .parseArgs("top", "--pid-file", pidFile().toString())
                .subcommand(),
            context);
    looks =
        new TopLooks(
            agent,
            DiscoveryOptions.only(List.of(world.socket("shop", "orders")), List.of(), List.of()),
            context);
  }

  @AfterEach
  void end() throws Exception {
    looks.close();
    world.close();
  }

  private Path pidFile() {
    return folder.resolve("agent.pid");
  }

  /** As the agent writes it; the process is this one. */
  private void agentRuns(String address) throws IOException {
    Path proc = Path.of("/proc");
    long pid = ProcessHandle.current().pid();
    ProcessStat stat = requireNonNull(ProcessStat.read(proc, pid));
    String boot = Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
    Files.writeString(
        pidFile(),
        pid
            + "\nprocess-start: "
            + stat.startTicks()
            + "@"
            + boot
            + "\nsince: 2026-11-22T13:08:06Z\naddress: http://"
            + address
            + "\n");
  }

  private Look directly() throws InterruptedException {
    Look look = looks.next(null, Language.EN);
    while (look.runs().stream().noneMatch(run -> run.snapshot().line() != null)) {
      look = looks.next(null, Language.EN);
    }
    return look;
  }

  @Test
  void itChangesOverWhenTheAgentStartsFallsSilentAndEnds()
      throws IOException, InterruptedException {
    Look direct = directly();
    assertThat(direct.origin()).isEqualTo(new Look.Origin.Direct(null));
    TopRun orders = direct.runs().getFirst();
    assertThat(orders.name()).isEqualTo("shop.orders");
    // Looking again and again asks gh-ost no more than the agent would.
    long asked = Wire.lines(migration).size();
    for (int i = 0; i < 5; i++) {
      looks.next(orders, Language.EN);
    }
    assertThat(Wire.lines(migration)).hasSize((int) asked);

    try (WholeAgent agent = new WholeAgent()) {
      agentRuns(agent.address().toString());
      Look through = looks.next(orders, Language.ZH);
      assertThat(through.origin()).isEqualTo(new Look.Origin.Agent(agent.address().toString()));
      TopRun run = through.runs().getFirst();
      assertThat(run.key()).isEqualTo(orders.key());
      assertThat(run.state().key()).isEqualTo("throttle.max-load");
      assertThat(run.state().arguments()).containsExactly("Threads_running", "90", "50");
      assertThat(requireNonNull(run.advice()).key()).isEqualTo("throttle.max-load.advice");
      assertThat(through.around().stream().map(LayersText.Line::label)).contains("结束");
      assertThat(looks.next(null, Language.EN).around()).isEmpty();
    }

    Look silent = directly();
    assertThat(silent.origin())
        .isInstanceOfSatisfying(
            Look.Origin.Direct.class, origin -> assertThat(origin.agentTrouble()).isNotBlank());
    Files.delete(pidFile());
    assertThat(looks.next(null, Language.EN).origin()).isEqualTo(new Look.Origin.Direct(null));
  }

  @Test
  void aRunThatWasSteeredIsReadAtOnce() throws InterruptedException {
    TopRun orders = directly().runs().getFirst();
    migration.command("throttle=orders");
    world.clock.advance(Duration.ofSeconds(2));
    looks.steered(orders);
    assertThat(looks.next(null, Language.EN).runs().getFirst().state().key())
        .isEqualTo("throttle.user-command");
  }
}
