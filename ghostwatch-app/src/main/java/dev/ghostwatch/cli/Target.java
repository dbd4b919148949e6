package dev.ghostwatch.cli;

import static java.util.Objects.requireNonNull;

import dev.ghostwatch.client.command.Answer;
import dev.ghostwatch.client.command.Capabilities;
import dev.ghostwatch.client.command.ChangeCommand;
import dev.ghostwatch.client.command.ReadCommand;
import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.command.UnsendableCommandException;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.GhostClient;
import dev.ghostwatch.client.socket.RefusedException;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.control.AuditFile;
import dev.ghostwatch.control.FailureWords;
import dev.ghostwatch.control.Steered;
import dev.ghostwatch.control.Steering;
import dev.ghostwatch.control.UnrecordedChangeException;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.monitor.RunningMigration;
import dev.ghostwatch.terminal.SafeText;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** The migration that a command is about, ready to be asked or steered. */
final class Target {
  private final RunningMigration migration;
  private final GhostClient client;
  private final @Nullable TableName table;
  private final @Nullable Steering steering;
  private final CliContext context;

  private Target(
      RunningMigration migration,
      GhostClient client,
      @Nullable TableName table,
      @Nullable Steering steering,
      CliContext context) {
    this.migration = migration;
    this.client = client;
    this.table = table;
    this.steering = steering;
    this.context = context;
  }

  /** The migration that the words and options of a command line name. */
  static Target chosen(ParseResult arguments, CliContext context)
      throws CommandFailure, InterruptedException {
    return of(
        new MigrationSelector(arguments, context).reachable(Options.word(arguments)), context);
  }

  /** Makes a migration ready to be asked, even one whose status names no table. */
  static Target toRead(RunningMigration migration, CliContext context) throws CommandFailure {
    GhostClient client = migration.client();
    return migration.snapshot().table() == null && client != null
        ? new Target(migration, client, null, null, context)
        : of(migration, context);
  }

  /** Makes a migration ready; one whose status names no table is refused. */
  static Target of(RunningMigration migration, CliContext context) throws CommandFailure {
    Snapshot snapshot = migration.snapshot();
    TableName table = snapshot.table();
    GhostClient client = migration.client();
    if (table == null || client == null) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          context.text(
              "error.noTable",
              SafeText.line(migration.name()),
              SafeText.line(String.valueOf(migration.endpoint()))));
    }
    MigrationId id = snapshot.id();
    Steering steering =
        new Steering(
            client,
            table,
            id == null ? table.toString() : id.text(),
            AuditFile.of(context.environment()),
            context.clock(),
            context.user());
    return new Target(migration, client, table, steering, context);
  }

  String name() {
    return SafeText.line(migration.name());
  }

  TableName table() {
    return requireNonNull(table, "BUG: a target to read is steered");
  }

  Steering steering() {
    return requireNonNull(steering, "BUG: a target to read is steered");
  }

  Settings settings() {
    Settings settings = migration.snapshot().settings();
    return settings == null ? Settings.unknown() : settings;
  }

  Snapshot snapshot() {
    return migration.snapshot();
  }

  /** Whether gh-ost runs on this host, as far as can be seen. */
  boolean isOnThisHost() {
    return migration.process() != null;
  }

  Capabilities capabilities() throws CommandFailure {
    try {
      return client.capabilities();
    } catch (ControlException e) {
      throw new ControlFailures(context).of(name(), e);
    }
  }

  /** Whether gh-ost's own status says that the file that postpones its cut-over is there. */
  boolean seesPostponeFlagFile() throws CommandFailure {
    try {
      Settings settings = migration.observe(client.status()).settings();
      return settings != null
          && settings.postponeCutOverFlagFile() != null
          && settings.postponeCutOverFlagFile().set();
    } catch (ControlException e) {
      throw new ControlFailures(context).of(name(), e);
    }
  }

  /** Asks for the short status again, to see what a change did. */
  Snapshot look() throws CommandFailure {
    try {
      return migration.observe(client.sup());
    } catch (ControlException e) {
      throw new ControlFailures(context).of(name(), e);
    }
  }

  Answer ask(ReadCommand question) throws CommandFailure {
    try {
      return client.ask(question);
    } catch (ControlException e) {
      throw new ControlFailures(context).of(name(), e);
    }
  }

  /** The value of something gh-ost can be asked for; null when it cannot. */
  @Nullable String ask(Setting setting) throws CommandFailure {
    try {
      return client.value(setting);
    } catch (ControlException e) {
      throw new ControlFailures(context).of(name(), e);
    }
  }

  /** Sends a change and says what gh-ost refused. */
  Steered change(Supplier<? extends ChangeCommand> command) throws CommandFailure {
    Steered steered = guarded(() -> steering().change(command.get()));
    if (steered.answer() instanceof Answer.Rejected rejected) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text(
              "change.rejected",
              name(),
              SafeText.line(steered.command().wire()),
              SafeText.line(rejected.text().strip())));
    }
    if (!steered.tableNameChecked()) {
      context.say("change.nameNotChecked", name());
    }
    return steered;
  }

  /** Something that changes the migration and may be held back or fail. */
  interface Change<T> {
    T run() throws IOException, RefusedException;
  }

  /** Runs a change; every way in which it can fail gets its exit code and text. */
  <T> T guarded(Change<T> change) throws CommandFailure {
    try {
      return change.run();
    } catch (RefusedException e) {
      throw new CommandFailure(ExitCode.REFUSED, FailureWords.refusal(e.why(), context::text), e);
    } catch (UnsendableCommandException e) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          context.text("control.of", name(), FailureWords.refusal(e.why(), context::text)),
          e);
    } catch (ControlException e) {
      throw new ControlFailures(context).of(name(), e);
    } catch (UnrecordedChangeException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text(
              "error.audit.sent",
              name(),
              SafeText.line(e.command()),
              AuditFile.of(context.environment()).path().toString(),
              String.valueOf(e.getMessage())),
          e);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          context.text(
              "error.audit",
              name(),
              AuditFile.of(context.environment()).path().toString(),
              FileTrouble.text(e, context),
              AuditFile.VARIABLE),
          e);
    }
  }
}
