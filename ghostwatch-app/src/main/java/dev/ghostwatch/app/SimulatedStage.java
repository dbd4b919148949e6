package dev.ghostwatch.app;

import dev.ghostwatch.cli.DemoStage;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.simulator.FlagFiles;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.RunIdentity;
import dev.ghostwatch.simulator.ScaledClock;
import dev.ghostwatch.simulator.ServerAddress;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.SimulatorLog;
import dev.ghostwatch.simulator.SimulatorServer;
import dev.ghostwatch.simulator.Stories;
import dev.ghostwatch.simulator.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The demo's stage: simulated gh-ost runs in this process, on sockets and logs in a folder of their
 * own.
 */
final class SimulatedStage implements DemoStage {
  private record Part(String table, String story, GhostDialect dialect, long rows) {}

  private static final List<Part> PARTS =
      List.of(
          new Part("orders", "healthy", GhostDialect.V1_1_10, 12_000_000),
          new Part("customers", "lagging-replica", GhostDialect.V1_1_5, 15_000_000),
          new Part("payments", "postponed", GhostDialect.V1_2_DEV, 120_000));

  private final Path folder;
  private final ScaledClock clock;
  private final List<Actor> actors = new ArrayList<>();
  private final List<SimulatorServer> servers = new ArrayList<>();
  private final List<SimulatorLog> logs = new ArrayList<>();

  private SimulatedStage(Path folder, ScaledClock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Starts the runs; the folder is short, because a socket's path may have 106 bytes only. */
  static DemoStage start(double speed, InstantSource source) throws IOException {
    SimulatedStage stage =
        new SimulatedStage(
            Files.createTempDirectory("ghostwatch-demo-"),
            new ScaledClock(source, source.instant(), speed));
    for (Part part : PARTS) {
      stage.add(part);
    }
    // Ctrl-C is the usual end of a demo, and finally blocks do not run then.
    Runtime.getRuntime().addShutdownHook(new Thread(stage::closeQuietly, "demo clean-up"));
    stage.clock.start();
    return stage;
  }

  private void add(Part part) throws IOException {
    Path socket = folder.resolve("gh-ost.shop." + part.table() + ".sock");
    Path logFile = folder.resolve(part.table() + ".log");
    Story story = Stories.byName(part.story()).rows(part.rows());
    RunIdentity identity =
        RunIdentity.of("shop", part.table(), clock.instant()).onSocket(socket.toString());
    SimulatorLog log = SimulatorLog.open(logFile);
    SimulatedMigration migration =
        new SimulatedMigration(identity, part.dialect(), story, FlagFiles.inMemory(), log);
    SimulatorServer server = new SimulatorServer(migration, clock, ServerAddress.socket(socket));
    server.start();
    logs.add(log);
    servers.add(server);
    actors.add(new Actor(new Endpoint.UnixSocket(socket), logFile, part.story()));
  }

  @Override
  public List<Actor> actors() {
    return List.copyOf(actors);
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  private void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      System.err.println("ghostwatch: the demo's folder " + folder + " could not be removed: " + e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    clock.close();
    servers.forEach(SimulatorServer::close);
    for (SimulatorLog log : logs) {
      log.close();
    }
    for (Actor actor : actors) {
      Files.deleteIfExists(actor.log());
      if (actor.endpoint() instanceof Endpoint.UnixSocket(Path path)) {
        Files.deleteIfExists(path);
      }
    }
    Files.deleteIfExists(folder);
  }
}
