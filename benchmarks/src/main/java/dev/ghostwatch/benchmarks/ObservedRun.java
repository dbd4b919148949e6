package dev.ghostwatch.benchmarks;

import dev.ghostwatch.simulator.CommandCosts;
import dev.ghostwatch.simulator.FlagFiles;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.RunIdentity;
import dev.ghostwatch.simulator.ScaledClock;
import dev.ghostwatch.simulator.ServerAddress;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.SimulatorLog;
import dev.ghostwatch.simulator.SimulatorServer;
import dev.ghostwatch.simulator.Stories;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * One simulated gh-ost at the beginning of a run of many hours, that says what the questions of
 * others have cost it whenever it is sent a line.
 */
public final class ObservedRun {
  private static final long ROWS = 4_000_000_000L;

  private ObservedRun() {}

  /**
   * {@code ObservedRun SOCKET LOG}: answers each line on its input with the changelog writes, the
   * lines in its log and the changes of settings that commands have caused so far.
   */
  public static void main(String[] arguments) throws IOException {
    Path socket = Path.of(arguments[0]);
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    SimulatedMigration migration =
        new SimulatedMigration(
            RunIdentity.of("shop", "orders", start).onSocket(socket.toString()),
            GhostDialect.V1_1_10,
            Stories.byName("healthy").rows(ROWS),
            FlagFiles.inMemory(),
            SimulatorLog.open(Path.of(arguments[1])));
    migration.advanceTo(Instant.now());
    migration.command("throttle-query=select 0");
    CommandCosts before = migration.costs();
    ScaledClock clock = new ScaledClock(InstantSource.system(), Instant.now(), 1);
    clock.start();
    try (SimulatorServer server =
            new SimulatorServer(migration, clock, ServerAddress.socket(socket));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      server.start();
      while (lines.readLine() != null) {
        CommandCosts costs = migration.costs();
        System.out.printf(
            "%d %d %d%n",
            costs.changelogWrites() - before.changelogWrites(),
            costs.logLines() - before.logLines(),
            costs.settingsChanged() - before.settingsChanged());
      }
    }
    clock.close();
  }
}
