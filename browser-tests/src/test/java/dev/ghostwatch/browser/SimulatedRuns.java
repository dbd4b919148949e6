package dev.ghostwatch.browser;

import dev.ghostwatch.simulator.FlagFiles;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.RunIdentity;
import dev.ghostwatch.simulator.ScaledClock;
import dev.ghostwatch.simulator.ServerAddress;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.SimulatorLog;
import dev.ghostwatch.simulator.SimulatorServer;
import dev.ghostwatch.simulator.Stories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Simulated gh-ost runs on sockets that the agent finds. */
final class SimulatedRuns {
  private final Path folder;
  private final ScaledClock clock;
  private final List<AutoCloseable> open = new ArrayList<>();
  private int count;

  SimulatedRuns(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder.resolve("sockets"));
    InstantSource now = InstantSource.system();
    clock = new ScaledClock(now, now.instant(), 1);
    clock.start();
  }

  void add(String database, String table, String story, long rows) throws IOException {
    Path socket = folder.resolve("gh-ost." + count++ + ".sock");
    SimulatorLog log = SimulatorLog.open(folder.resolve(count + ".log"));
    SimulatedMigration migration =
        new SimulatedMigration(
            RunIdentity.of(database, table, clock.instant()).onSocket(socket.toString()),
            GhostDialect.V1_1_10,
            Stories.byName(story).rows(rows),
            FlagFiles.inMemory(),
            log);
    SimulatorServer server = new SimulatorServer(migration, clock, ServerAddress.socket(socket));
    server.start();
    open.add(server);
    open.add(log);
  }

  /** Ends what was started. */
  void close() throws Exception {
    clock.close();
    for (AutoCloseable each : open) {
      each.close();
    }
  }
}
