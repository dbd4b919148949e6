package dev.ghostwatch.benchmarks;

import dev.ghostwatch.simulator.FlagFiles;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.RunIdentity;
import dev.ghostwatch.simulator.ServerAddress;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.SimulationClock;
import dev.ghostwatch.simulator.SimulatorServer;
import dev.ghostwatch.simulator.Stories;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Many simulated gh-ost runs in one process, each on a socket of its own, for as long as the
 * process lives. A run moves on only when it is asked, so that the fleet itself costs little.
 */
public final class SimulatedFleet {
  private static final long ROWS = 4_000_000_000L;

  private SimulatedFleet() {}

  /**
   * Starts the runs, says so in a line, and stays.
   *
   * @param arguments a folder for the sockets with a short path, the number of the first run, and
   *     how many
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    int first = Integer.parseInt(arguments[1]);
    int count = Integer.parseInt(arguments[2]);
    for (int i = first; i < first + count; i++) {
      start(folder, i);
    }
    System.out.println(count + " runs");
    Thread.currentThread().join();
  }

  /** The table of a run. */
  static String table(int run) {
    return "t%05d".formatted(run);
  }

  /** The control socket of a run. */
  static Path socket(Path folder, int run) {
    return folder.resolve("gh-ost.shop." + table(run) + ".sock");
  }

  /** Starts a run of a table of any size. */
  static void start(Path folder, int run) throws IOException {
    SimulationClock clock = new AskedClock();
    Path socket = socket(folder, run);
    SimulatedMigration migration =
        new SimulatedMigration(
            RunIdentity.of("shop", table(run), clock.instant()).onSocket(socket.toString()),
            GhostDialect.V1_1_10,
            Stories.byName("healthy").rows(ROWS),
            FlagFiles.inMemory(),
            _ -> {
              // Nobody reads these logs.
            });
    new SimulatorServer(migration, clock, ServerAddress.socket(socket)).start();
  }

  /** Real time, which nobody is told of: a run looks at it when it is asked something. */
  private static final class AskedClock implements SimulationClock {
    @Override
    public Instant instant() {
      return Instant.now();
    }

    @Override
    public Registration follow(Consumer<Instant> listener) {
      return () -> {};
    }
  }
}
