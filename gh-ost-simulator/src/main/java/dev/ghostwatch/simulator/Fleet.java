package dev.ghostwatch.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** The migrations of one stand-alone process, on one clock. */
final class Fleet implements AutoCloseable {
  // Nobody reads them in a process of its own, where thousands of runs may be asked for days.
  private static final int COMMANDS_KEPT = 10;

  private final CommandLine commandLine;
  private final ScaledClock clock;
  private final Instant started;
  private final List<SimulatorServer> servers = new ArrayList<>();
  private final List<SimulatorLog> logs = new ArrayList<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  Fleet(CommandLine commandLine, InstantSource realTime) {
    this.commandLine = commandLine;
    started = realTime.instant().truncatedTo(ChronoUnit.SECONDS);
    clock = new ScaledClock(realTime, started, commandLine.speed());
  }

  void start() throws IOException {
    for (int number = 1; number <= commandLine.count(); number++) {
      SimulatorServer server = create(number);
      servers.add(server);
      server.start();
    }
    clock.start();
  }

  private SimulatorServer create(int number) throws IOException {
    boolean many = commandLine.count() > 1;
    String table = commandLine.table() + (many ? "_" + number : "");
    RunIdentity identity = RunIdentity.of(commandLine.database(), table, started);
    Path socket = socket(identity, many);
    // A socket file left by an earlier simulator would keep this one from starting.
    Files.deleteIfExists(socket);
    Story story = commandLine.story();
    OptionalInt port =
        commandLine.tcpPort().isPresent()
            ? OptionalInt.of(tcpPort(commandLine.tcpPort().getAsInt(), number))
            : OptionalInt.empty();
    SimulatedMigration migration =
        new SimulatedMigration(
            identity.onSocket(socket.toString()),
            commandLine.dialect(),
            story.seed(story.seed() + number - 1),
            FlagFiles.onDisk(),
            output(identity, many));
    migration.keepCommands(COMMANDS_KEPT);
    return new SimulatorServer(migration, clock, new ServerAddress(Optional.of(socket), port));
  }

  private static int tcpPort(int first, int number) {
    return first == 0 ? 0 : first + number - 1;
  }

  private Path socket(RunIdentity identity, boolean many) throws IOException {
    Path fallback = Path.of(identity.socketFile());
    if (commandLine.socket().isEmpty()) {
      return fallback;
    }
    Path given = commandLine.socket().get();
    return many
        ? Files.createDirectories(given).resolve(String.valueOf(fallback.getFileName()))
        : given;
  }

  private Consumer<String> output(RunIdentity identity, boolean many) throws IOException {
    if (commandLine.log().isEmpty()) {
      return _ -> {};
    }
    Path given = commandLine.log().get();
    SimulatorLog log =
        SimulatorLog.open(
            many
                ? Files.createDirectories(given)
                    .resolve("gh-ost.%s.%s.log".formatted(identity.database(), identity.table()))
                : given);
    logs.add(log);
    return log;
  }

  void describe(PrintStream out) {
    Story story = commandLine.story();
    out.printf(
        "simulating %d x %s as gh-ost %s, seed %d, speed %s%n",
        servers.size(),
        story.name(),
        commandLine.dialect().label(),
        story.seed(),
        GoText.shortest(commandLine.speed()));
    for (SimulatorServer server : servers.subList(0, Math.min(10, servers.size()))) {
      out.printf(
          "  %s%s%n",
          server.migration().identity().socketFile(),
          server.tcpPort().isPresent() ? " tcp " + server.tcpPort().getAsInt() : "");
    }
    if (servers.size() > 10) {
      out.printf("  and %d more%n", servers.size() - 10);
    }
    out.flush();
  }

  void awaitEnd(PrintStream out) throws InterruptedException {
    CompletableFuture<?> allEnded =
        CompletableFuture.allOf(
            servers.stream().map(SimulatorServer::ended).toArray(CompletableFuture[]::new));
    try {
      CompletableFuture.anyOf(allEnded, closed).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("BUG: a run ended without an outcome", e);
    }
    for (SimulatorServer server : servers) {
      server
          .migration()
          .outcome()
          .ifPresent(
              outcome -> out.printf("%s: %s%n", server.migration().identity().table(), outcome));
    }
  }

  @Override
  public void close() {
    clock.close();
    servers.forEach(SimulatorServer::close);
    for (SimulatorLog log : logs) {
      try {
        log.close();
      } catch (IOException _) {
        // Every line was written when it was made.
      }
    }
    closed.complete(null);
  }
}
