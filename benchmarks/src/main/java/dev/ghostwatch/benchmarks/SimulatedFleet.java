package dev.ghostwatch.benchmarks;

import dev.ghostwatch.simulator.FlagFiles;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.RunIdentity;
import dev.ghostwatch.simulator.ServerAddress;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.SimulationClock;
import dev.ghostwatch.simulator.SimulatorServer;
import dev.ghostwatch.simulator.Stories;
import dev.ghostwatch.simulator.Story;
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
    SimulationClock clock = new AskedClock();
    Story story = Stories.byName("healthy").rows(ROWS);
    for (int i = first; i < first + count; i++) {
      String table = "t%05d".formatted(i);
      Path socket = folder.resolve("gh-ost.shop." + table + ".sock");
      SimulatedMigration migration =
          new SimulatedMigration(
              RunIdentity.of("shop", table, clock.instant()).onSocket(socket.toString()),
              GhostDialect.V1_1_10,
              story,
              FlagFiles.inMemory(),
              _ -> {
                // Nobody reads these logs.
              });
      new SimulatorServer(migration, clock, ServerAddress.socket(socket)).start();
    }
    System.out.println(count + " runs");
    Thread.currentThread().join();
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
