package dev.ghostwatch.cli;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.socket.GhostClient;
import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.monitor.RunningMigration;
import dev.ghostwatch.monitor.RunningMigrations;
import dev.ghostwatch.source.discovery.Discovery;
import dev.ghostwatch.terminal.SafeText;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Finds the one migration that a command is about. */
final class MigrationSelector {
  private final ParseResult arguments;
  private final CliContext context;

  MigrationSelector(ParseResult arguments, CliContext context) {
    this.arguments = arguments;
    this.context = context;
  }

  /** Declares the options by which a migration is chosen; its name may also be a word. */
  static void declare(CommandSpec spec, Declarations declare) {
    EndpointOptions.declare(spec, declare);
    declare.value(spec, "NAME", "--migration");
  }

  /** Everything that was found, left-over sockets too, each asked for its status. */
  List<RunningMigration> all() throws CommandFailure, InterruptedException {
    List<RunningMigration> all = discovered();
    RunningMigrations.attachAll(all);
    return all;
  }

  private List<RunningMigration> discovered() throws CommandFailure {
    return new RunningMigrations(
            new Discovery(context.processes()), context.channels(), context.clock())
        .discover(EndpointOptions.of(arguments, context));
  }

  /**
   * The migration with this name, or the only one there is, to be asked something that costs it
   * nothing: its status is asked for only when several have to be told apart.
   */
  RunningMigration unasked(@Nullable String name) throws CommandFailure, InterruptedException {
    List<RunningMigration> running = withoutLeftovers(discovered());
    return name == null && running.size() == 1 ? running.getFirst() : one(name);
  }

  private List<RunningMigration> withoutLeftovers(List<RunningMigration> all) {
    return EndpointOptions.areChosen(arguments)
        ? all
        : all.stream().filter(migration -> !migration.isLeftover()).toList();
  }

  /**
   * The migration with this name, or the only one there is; one that answered.
   *
   * @param name null when none was given
   */
  RunningMigration reachable(@Nullable String name) throws CommandFailure, InterruptedException {
    RunningMigration chosen = one(name);
    reachable(chosen);
    return chosen;
  }

  /** Fails when it cannot be asked. */
  void reachable(RunningMigration chosen) throws CommandFailure {
    ControlException failure = chosen.failure();
    if (failure != null) {
      throw new ControlFailures(context).of(chosen, failure);
    }
    client(chosen);
  }

  /** The way to talk to a migration; one whose control interface is not known has none. */
  GhostClient client(RunningMigration migration) throws CommandFailure {
    GhostClient client = migration.client();
    if (client == null && migration.isLeftover()) {
      throw leftover(migration);
    }
    if (client == null) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          context.text("error.noEndpoint", shown(migration), String.valueOf(pid(migration))));
    }
    return client;
  }

  /** The migration with this name, or the only one there is, whether it answered or not. */
  RunningMigration one(@Nullable String name) throws CommandFailure, InterruptedException {
    String option = Options.value(arguments, "--migration");
    if (name != null && option != null && !name.equals(option)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          context.text("error.twoMigrations", SafeText.line(name), SafeText.line(option)));
    }
    String wanted = name == null ? option : name;
    List<RunningMigration> all = all();
    List<RunningMigration> running = withoutLeftovers(all);
    if (wanted == null) {
      return onlyOne(running, all);
    }
    List<RunningMigration> named =
        all.stream().filter(migration -> migration.isNamed(wanted)).toList();
    List<RunningMigration> alive =
        named.stream().filter(migration -> !migration.isLeftover()).toList();
    List<RunningMigration> matching = alive.isEmpty() ? named : alive;
    if (matching.size() == 1) {
      return matching.getFirst();
    }
    if (matching.isEmpty()) {
      throw new CommandFailure(
          ExitCode.NOTHING_RUNNING,
          running.isEmpty()
              ? context.text("error.noSuchMigration.none", SafeText.line(wanted))
              : context.text("error.noSuchMigration", SafeText.line(wanted), list(running)));
    }
    throw new CommandFailure(
        ExitCode.USAGE, context.text("error.ambiguous", SafeText.line(wanted), list(matching)));
  }

  private RunningMigration onlyOne(List<RunningMigration> running, List<RunningMigration> all)
      throws CommandFailure {
    if (running.size() == 1) {
      return running.getFirst();
    }
    if (running.isEmpty()) {
      throw new CommandFailure(
          ExitCode.NOTHING_RUNNING,
          all.isEmpty()
              ? context.text(
                  "error.nothingRunning",
                  SafeText.line(EndpointOptions.patterns(arguments, context)))
              : context.text("error.nothingRunning.leftovers", list(all)));
    }
    throw new CommandFailure(
        ExitCode.USAGE, context.text("error.severalMigrations", list(running)));
  }

  /** Named, and found to be only the socket of a run that has ended. */
  private CommandFailure leftover(RunningMigration migration) {
    String path =
        migration.endpoint() instanceof Endpoint.UnixSocket socket ? socket.path().toString() : "?";
    return new CommandFailure(
        ExitCode.NOTHING_RUNNING,
        context.text(
            "error.leftover", shown(migration), SafeText.line(path), Printable.shellWord(path)));
  }

  private static String list(List<RunningMigration> migrations) {
    return migrations.stream()
        .map(migration ->
            "  "
                + shown(migration)
                + (migration.endpoint() == null
                    ? ""
                    : "  " + SafeText.line(migration.endpoint().toString())))
        .collect(Collectors.joining("\n"));
  }

  private static String shown(RunningMigration migration) {
    return SafeText.line(migration.name());
  }

  private static @Nullable Long pid(RunningMigration migration) {
    return migration.process() == null ? null : migration.process().pid();
  }
}
