package dev.ghostwatch.testing;

import dev.ghostwatch.cli.AgentStartException;
import dev.ghostwatch.cli.Cli;
import dev.ghostwatch.cli.CliContext;
import dev.ghostwatch.cli.CommandCatalogue;
import dev.ghostwatch.cli.ExitCode;
import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.ControlSocket;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.socket.TimeLimits;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.monitor.Waiter;
import dev.ghostwatch.simulator.Fault;
import dev.ghostwatch.simulator.FaultyServer;
import dev.ghostwatch.simulator.FlagFiles;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.ManualClock;
import dev.ghostwatch.simulator.RunIdentity;
import dev.ghostwatch.simulator.ServerAddress;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.SimulatorLog;
import dev.ghostwatch.simulator.SimulatorServer;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.terminal.Screen;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The world around the command line, in a folder of its own: simulated runs on real sockets, a
 * clock that moves only when a command waits, and everything that is printed kept.
 */
@SuppressWarnings("try") // close() may be interrupted: then the test has failed anyway
public final class TestWorld implements AutoCloseable {
  /** When every test begins. */
  public static final Instant START = Instant.parse("2026-11-22T13:08:06Z");

  /** Limits that a slow machine still keeps and that a hanging server does not make long. */
  public static final TimeLimits SHORT =
      new TimeLimits(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(800));

  public final Path folder;
  public final ManualClock clock = new ManualClock(START);
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Map<String, String> environment = new HashMap<>();
  private Function<Endpoint, CommandChannel> channels = ControlSocket::new;
  private Supplier<Screen> screen = () -> Screen.plain(true);
  private Language language = Language.EN;
  private Path processes;
  private FakeProc proc;
  private byte[] input = new byte[0];
  private Waiter waiter = clock::advance;

  /**
   * An empty world.
   *
   * @param folder the test's own, with a short path: sockets are made in it
   */
  public TestWorld(Path folder) {
    this.folder = folder;
    processes = folder.resolve("no-proc");
    environment.put("GHOSTWATCH_AUDIT_FILE", audit().toString());
    environment.put("HOME", folder.toString());
    // No test may find, and still less steer, a gh-ost that really runs on this host.
    environment.put("GHOSTWATCH_SOCKET_GLOB", glob());
  }

  /** The file that changes are written to. */
  public Path audit() {
    return folder.resolve("audit.jsonl");
  }

  /** The lines of the audit so far. */
  public List<String> auditLines() {
    try {
      return Files.exists(audit()) ? Files.readAllLines(audit()) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public TestWorld with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** The real processes of this host instead of none. */
  public TestWorld onThisHost() {
    processes = Path.of("/proc");
    return this;
  }

  public TestWorld on(Screen other) {
    return on(() -> other);
  }

  /** On a terminal that changes. */
  public TestWorld on(Supplier<Screen> other) {
    screen = other;
    return this;
  }

  public TestWorld speaking(Language other) {
    language = other;
    return this;
  }

  public TestWorld typing(String text) {
    return piping(text.getBytes(StandardCharsets.UTF_8));
  }

  public TestWorld piping(byte[] bytes) {
    input = bytes;
    return this;
  }

  public TestWorld channels(Function<Endpoint, CommandChannel> other) {
    channels = other;
    return this;
  }

  /** Gives up soon on servers that misbehave. */
  public TestWorld impatient() {
    return channels(endpoint -> new ControlSocket(endpoint, SHORT));
  }

  public TestWorld waiting(Waiter other) {
    waiter = other;
    return this;
  }

  /** Where processes are looked for: nowhere, until a test shows one. */
  public Path processes() {
    return processes;
  }

  /** The pattern of all sockets of this world. */
  public String glob() {
    return folder + "/*.sock";
  }

  /** The path of the socket for a table. */
  public Path socket(String database, String table) {
    return folder.resolve("gh-ost." + database + "." + table + ".sock");
  }

  /** A migration of {@code shop.orders}, moved on for a while. */
  public SimulatedMigration orders(GhostDialect dialect, Story story, Duration elapsed) {
    SimulatedMigration migration = simulate("shop", "orders", dialect, story);
    clock.advance(elapsed);
    return migration;
  }

  /** A migration that began now. */
  public SimulatedMigration simulate(
      String database, String table, GhostDialect dialect, Story story) {
    return simulate(database, table, dialect, story, FlagFiles.inMemory(), null);
  }

  /** A migration that began now and writes its output to a file, unless that is null. */
  public SimulatedMigration simulate(
      String database,
      String table,
      GhostDialect dialect,
      Story story,
      FlagFiles files,
      Path logFile) {
    return simulateAt(socket(database, table), database, table, dialect, story, files, logFile);
  }

  /** The same on a socket with another name. */
  public SimulatedMigration simulateAt(
      Path socket,
      String database,
      String table,
      GhostDialect dialect,
      Story story,
      FlagFiles files,
      Path logFile) {
    try {
      RunIdentity identity =
          RunIdentity.of(database, table, clock.instant()).onSocket(socket.toString());
      SimulatedMigration migration;
      if (logFile == null) {
        migration = new SimulatedMigration(identity, dialect, story, files, line -> {});
      } else {
        SimulatorLog log = SimulatorLog.open(logFile);
        open.push(log);
        migration = new SimulatedMigration(identity, dialect, story, files, log);
      }
      SimulatorServer server = new SimulatorServer(migration, clock, ServerAddress.socket(socket));
      server.start();
      open.push(server);
      return migration;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Shows a simulated run as a process of this host, which writes to that log and goes when the run
   * ends.
   *
   * @param arguments more of its command line
   */
  public FakeProc process(
      long pid, SimulatedMigration migration, Path logFile, String... arguments) {
    RunIdentity identity = migration.identity();
    List<String> all = new ArrayList<>();
    all.add("--database=" + identity.database());
    all.add("--table=" + identity.table());
    all.add("--alter=engine=innodb");
    all.add("--serve-socket-file=" + identity.socketFile());
    all.addAll(List.of(arguments));
    FakeProc proc = this.proc == null ? new FakeProc(folder.resolve("proc")) : this.proc;
    this.proc = proc;
    proc.ghost(pid, all.toArray(String[]::new))
        .opened(1, logFile.toString())
        .opened(2, logFile.toString())
        .opened(5, "socket:[" + (1000 + pid) + "]");
    proc.listens(1000 + pid, identity.socketFile());
    processes = proc.root;
    clock.follow(now -> migration.outcome().ifPresent(outcome -> proc.gone(pid)));
    return proc;
  }

  /** A server that misbehaves. */
  public Path faulty(Fault fault) {
    return faulty(fault, folder.resolve("faulty.sock"));
  }

  /** The same on a socket with another name. */
  public Path faulty(Fault fault, Path socket) {
    try {
      FaultyServer server = new FaultyServer(fault, ServerAddress.socket(socket));
      server.start();
      open.push(server);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A socket file that nobody listens at. */
  public Path stale(String name) {
    Path socket = folder.resolve(name);
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return socket;
  }

  /** Closes something with this world. */
  public <T extends AutoCloseable> T keep(T closeable) {
    open.push(closeable);
    return closeable;
  }

  /** Runs a command line on the sockets of this world. */
  public Ran run(String command, String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = command;
    all[1] = "--socket-glob";
    all[2] = glob();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return plain(all);
  }

  /** What a command works with in this world. */
  public CliContext context(OutputStream out, OutputStream err) {
    return new CliContext(
        new ByteArrayInputStream(input),
        new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, false, StandardCharsets.UTF_8),
        screen,
        () -> Texts.of(language),
        Map.copyOf(environment),
        clock,
        () -> ZoneOffset.UTC,
        waiter,
        processes,
        channels,
        "tester");
  }

  /** Runs a command line as it stands. */
  public Ran plain(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CliContext context = context(out, err);
    CommandCatalogue catalogue =
        new CommandCatalogue(
            (_, _) -> {
              throw new IOException("no stage in this test");
            },
            (_, _) -> {
              throw new AgentStartException(
                  ExitCode.FAILED, Phrase.of("serve.bind", "test", "no agent in this test"), null);
            },
            bytes -> java.util.Arrays.fill(bytes, (byte) 7));
    try {
      int exit = new Cli(catalogue, () -> "test").run(arguments, context);
      return new Ran(
          exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      // As Main does after Ctrl-C.
      return new Ran(
          130, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
