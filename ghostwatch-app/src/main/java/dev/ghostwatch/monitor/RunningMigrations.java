package dev.ghostwatch.monitor;

import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.source.discovery.Discovered;
import dev.ghostwatch.source.discovery.DiscoveredMigration;
import dev.ghostwatch.source.discovery.Discovery;
import dev.ghostwatch.source.discovery.DiscoveryOptions;
import dev.ghostwatch.source.discovery.GhostProcess;
import dev.ghostwatch.source.discovery.OutputTarget;
import dev.ghostwatch.source.discovery.SocketEndpoint;
import dev.ghostwatch.source.discovery.TableHint;
import dev.ghostwatch.source.discovery.TcpEndpoint;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the gh-ost runs of this host and asks each for its status, all at the same time. */
public final class RunningMigrations {
  private final Discovery discovery;
  private final Function<Endpoint, CommandChannel> channels;
  private final InstantSource clock;

  public RunningMigrations(
      Discovery discovery, Function<Endpoint, CommandChannel> channels, InstantSource clock) {
    this.discovery = discovery;
    this.channels = channels;
    this.clock = clock;
  }

  /** Every run and every left-over socket, in a stable order, each asked for its status once. */
  public List<RunningMigration> find(DiscoveryOptions options) throws InterruptedException {
    List<RunningMigration> migrations = discover(options);
    attachAll(migrations);
    return migrations;
  }

  /** The same without asking any of them. */
  public List<RunningMigration> discover(DiscoveryOptions options) {
    Discovered discovered = discovery.discover(options);
    List<RunningMigration> migrations = new ArrayList<>();
    for (DiscoveredMigration found : discovered.migrations()) {
      migrations.add(of(found, options.chosenOnly()));
    }
    return migrations;
  }

  /**
   * Asks each for its status, all at the same time: one that hangs must not hold up the others. A
   * single one needs no thread.
   */
  public static void attachAll(List<RunningMigration> migrations) throws InterruptedException {
    List<RunningMigration> reachable =
        migrations.stream().filter(migration -> migration.client() != null).toList();
    if (reachable.size() == 1) {
      reachable.getFirst().attach();
      return;
    }
    List<Thread> threads = new ArrayList<>();
    for (RunningMigration migration : reachable) {
      threads.add(Thread.ofVirtual().name("attach " + migration.name()).start(migration::attach));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private RunningMigration of(DiscoveredMigration found, boolean chosen) {
    Endpoint endpoint = endpoint(found);
    CommandChannel channel =
        endpoint != null && (chosen || !found.isLeftover()) ? channels.apply(endpoint) : null;
    return new RunningMigration(
        label(found),
        hint(found),
        endpoint,
        channel,
        process(found),
        found.process(),
        found.isLeftover(),
        clock);
  }

  private static RunningMigration.Hint hint(DiscoveredMigration found) {
    TableHint hint = found.table();
    if (hint == null) {
      return RunningMigration.Hint.NONE;
    }
    // Releases since 2022 escape the database in the name of the socket, earlier ones do not.
    String database = hint.database();
    boolean isClear = database != null && database.indexOf('%') < 0 && database.indexOf('+') < 0;
    return new RunningMigration.Hint(isClear ? database : null, hint.table());
  }

  private static @Nullable Endpoint endpoint(DiscoveredMigration found) {
    SocketEndpoint socket = found.socket();
    TcpEndpoint tcp = found.tcp();
    if (socket != null && (socket.isPromising() || tcp == null)) {
      return new Endpoint.UnixSocket(socket.path());
    }
    return tcp == null ? null : new Endpoint.Tcp(tcp.address().host(), tcp.address().port());
  }

  private static String label(DiscoveredMigration found) {
    if (found.table() != null) {
      return found.table().label();
    }
    if (found.socket() != null) {
      return found.socket().path().toString();
    }
    if (found.tcp() != null) {
      return found.tcp().address().host() + ":" + found.tcp().address().port();
    }
    return found.process() == null ? "?" : "pid " + found.process().pid();
  }

  private static @Nullable ProcessFacts process(DiscoveredMigration found) {
    GhostProcess process = found.process();
    if (process == null) {
      return null;
    }
    return new ProcessFacts(
        process.pid(),
        table(process),
        process.owner(),
        process.startTicks(),
        process.startedAt(),
        process.maskedArguments(),
        process.passwordInArguments(),
        process.tcpPort(),
        found.isPortOpen(),
        process.logFile(),
        output(process.standardError()));
  }

  private static @Nullable TableName table(GhostProcess process) {
    String database = process.database();
    String table = process.table();
    return database == null || table == null ? null : new TableName(database, table);
  }

  private static String output(OutputTarget target) {
    return switch (target) {
      case OutputTarget.RegularFile _ -> "file";
      case OutputTarget.Pipe _ -> "pipe";
      case OutputTarget.Terminal _ -> "terminal";
      case OutputTarget.Socket _ -> "socket";
      case OutputTarget.NullDevice _ -> "/dev/null";
      case OutputTarget.Closed _ -> "closed";
      case OutputTarget.Other(String description) -> description;
      case OutputTarget.Unreadable _ -> "unreadable";
    };
  }
}
