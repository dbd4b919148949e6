package dev.ghostwatch.control;

import dev.ghostwatch.client.command.Answer;
import dev.ghostwatch.client.command.ChangeCommand;
import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.command.SettingChange;
import dev.ghostwatch.client.socket.ChangeResult;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.GhostClient;
import dev.ghostwatch.client.socket.RefusedException;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.TableName;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Steers one migration: every change is checked, read back and written to the audit. */
public final class Steering {
  private final GhostClient client;
  private final TableName target;
  private final String migration;
  private final AuditFile audit;
  private final InstantSource clock;
  private final String user;

  /**
   * @param target the table whose migration is meant
   * @param migration what the audit calls the migration
   * @param user who gives the commands
   */
  public Steering(
      GhostClient client,
      TableName target,
      String migration,
      AuditFile audit,
      InstantSource clock,
      String user) {
    this.client = client;
    this.target = target;
    this.migration = migration;
    this.audit = audit;
    this.clock = clock;
    this.user = user;
  }

  /** The table whose migration is steered. */
  public TableName target() {
    return target;
  }

  /**
   * Sends one change.
   *
   * @throws ControlException when gh-ost gave no usable answer
   * @throws RefusedException when a guard rail held; nothing was sent
   * @throws UnrecordedChangeException when it was sent and then the audit could not be written
   * @throws IOException when the audit cannot be written: then nothing was sent
   */
  public Steered change(ChangeCommand command) throws IOException, RefusedException {
    audit.check();
    ChangeResult result;
    String asked = null;
    try {
      asked = command instanceof SettingChange change ? valueOnlyAsked(change.setting()) : null;
      result = client.change(command, target);
    } catch (RefusedException e) {
      record(command.wire(), null, null, oneLine(String.valueOf(e.getMessage())), false);
      throw e;
    } catch (ControlException e) {
      recordSent(command, null, null, oneLine(String.valueOf(e.getMessage())));
      throw e;
    }
    String shown =
        command instanceof SettingChange change
            ? SettingText.of(change.setting(), result.before())
            : null;
    String before = shown == null ? asked : shown;
    recordSent(command, before, result.after(), text(result.answer()));
    return new Steered(command, before, result.after(), result.answer(), result.tableNameChecked());
  }

  private void recordSent(
      ChangeCommand command, @Nullable String before, @Nullable String after, String answer)
      throws UnrecordedChangeException {
    try {
      record(command.wire(), before, after, answer, true);
    } catch (IOException e) {
      throw new UnrecordedChangeException(command.wire(), e);
    }
  }

  /** The value before of a setting that the status does not show, or not when it is empty. */
  private @Nullable String valueOnlyAsked(Setting setting) throws ControlException {
    return switch (setting) {
      case THROTTLE_QUERY, THROTTLE_HTTP, THROTTLE_CONTROL_REPLICAS -> client.value(setting);
      case CHUNK_SIZE, DML_BATCH_SIZE, MAX_LAG_MILLIS, NICE_RATIO, MAX_LOAD, CRITICAL_LOAD -> null;
    };
  }

  /** Writes something to the audit that is done to the migration without its socket. */
  public void record(
      String command, @Nullable String before, @Nullable String after, String answer, boolean sent)
      throws IOException {
    audit.append(
        new AuditEntry(
            clock.instant(),
            user,
            migration,
            client.endpoint().toString(),
            command,
            before,
            after,
            answer,
            sent));
  }

  private static String text(Answer answer) {
    return switch (answer) {
      case Answer.Status(StatusReply status) ->
          status.line() == null ? oneLine(status.text()) : status.line().text();
      case Answer.Help(var capabilities) -> capabilities.toString();
      case Answer.Value(String text) -> oneLine(text);
      case Answer.Acknowledged(String text) -> oneLine(text);
      case Answer.Rejected(var kind, String text) -> kind + ": " + oneLine(text);
      case Answer.Empty() -> "";
      case Answer.NotSent(var why) -> oneLine(why.text());
      case Answer.Unrecognised(String text) -> oneLine(text);
    };
  }

  private static String oneLine(String text) {
    return text.strip().replace('\n', ' ');
  }
}
