package dev.ghostwatch.client.socket;

import dev.ghostwatch.client.command.Answer;
import dev.ghostwatch.client.command.Capabilities;
import dev.ghostwatch.client.command.ChangeCommand;
import dev.ghostwatch.client.command.NamedCommand;
import dev.ghostwatch.client.command.PostponeCutOver;
import dev.ghostwatch.client.command.Question;
import dev.ghostwatch.client.command.ReadCommand;
import dev.ghostwatch.client.command.Refusal;
import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.command.SettingChange;
import dev.ghostwatch.client.command.SettingQuestion;
import dev.ghostwatch.client.status.Hints;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.client.value.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Reads and steers one gh-ost without stepping into its traps: {@code help} comes first, a {@code
 * NAME=?} is sent only where help documents it, and a change only after the status just read names
 * the intended table.
 */
public final class GhostClient {

  private final CommandChannel channel;
  private final Object helpLock = new Object();
  private volatile @Nullable Capabilities known;

  public GhostClient(CommandChannel channel) {
    this.channel = channel;
  }

  public Endpoint endpoint() {
    return channel.endpoint();
  }

  /** What this gh-ost can do; asks {@code help} the first time. */
  public Capabilities capabilities() throws ControlException {
    Capabilities capabilities = known;
    if (capabilities != null) {
      return capabilities;
    }
    synchronized (helpLock) {
      capabilities = known;
      if (capabilities == null) {
        capabilities = askHelp();
        known = capabilities;
      }
      return capabilities;
    }
  }

  private Capabilities askHelp() throws ControlException {
    try {
      return Capabilities.parse(channel.exchange(Question.HELP));
    } catch (ControlException e) {
      if (e.kind() == ControlException.Kind.CLOSED_EARLY) {
        // Something that is not gh-ost but may speak the bracketed dialect: its status is worth a
        // try, nothing else is.
        return Capabilities.none();
      }
      throw e;
    }
  }

  /**
   * The full status. It costs gh-ost a row written and log lines: not more often than every few
   * seconds.
   */
  public StatusReply status() throws ControlException {
    return statusReply(Question.STATUS);
  }

  /** The short status; costs as much as the full one. */
  public StatusReply sup() throws ControlException {
    return statusReply(Question.SUP);
  }

  private StatusReply statusReply(Question question) throws ControlException {
    capabilities();
    return StatusReply.parse(channel.exchange(question));
  }

  /**
   * Asks; a question that this gh-ost might obey as a change is answered {@link Answer.NotSent}.
   */
  public Answer ask(ReadCommand command) throws ControlException {
    Capabilities capabilities = capabilities();
    if (command instanceof SettingQuestion question
        && capabilities.question(question.setting()).isEmpty()) {
      return new Answer.NotSent(Refusal.of(Refusal.Kind.QUESTION_MAY_CHANGE, question.wire()));
    }
    if (command == Question.HELP && !capabilities.names().isEmpty()) {
      return new Answer.Help(capabilities);
    }
    try {
      return Answer.of(command.wire(), channel.exchange(command));
    } catch (ControlException e) {
      if (e.kind() == ControlException.Kind.CLOSED_EARLY) {
        return new Answer.Empty();
      }
      throw e;
    }
  }

  /**
   * The value of a setting, empty when it is cleared; null when this gh-ost cannot be asked or does
   * not say.
   */
  public @Nullable String value(Setting setting) throws ControlException {
    SettingQuestion question = capabilities().question(setting).orElse(null);
    if (question == null) {
      return null;
    }
    return Answer.of(question.wire(), channel.exchange(question)) instanceof Answer.Value value
        ? value.text()
        : null;
  }

  /**
   * Changes the migration of the target table, and of no other.
   *
   * @throws RefusedException when the status names another migration or none, or this release has
   *     no such command; nothing was sent then
   */
  public ChangeResult change(ChangeCommand command, TableName target)
      throws ControlException, RefusedException {
    Capabilities capabilities = capabilities();
    if (command instanceof NamedCommand named && !named.table().equals(target.table())) {
      throw wrongMigration(
          Refusal.Kind.OTHER_MIGRATION_NAMED,
          target,
          new TableName(target.database(), named.table()));
    }
    requireKnown(command, capabilities);
    StatusReply before = status();
    TableName actual = before.hints() == null ? null : before.hints().table();
    if (!target.equals(actual)) {
      throw wrongMigration(Refusal.Kind.OTHER_MIGRATION, target, actual);
    }
    Answer answer = answer(command);
    String after =
        command instanceof SettingChange change ? readBack(change.setting(), answer) : null;
    return new ChangeResult(before, answer, after, capabilities.checksTableNames());
  }

  private Answer answer(ChangeCommand command) throws ControlException {
    try {
      return Answer.of(command.wire(), channel.exchange(command));
    } catch (ControlException e) {
      if (e.kind() == ControlException.Kind.CLOSED_EARLY) {
        return new Answer.Empty();
      }
      throw Failures.afterChange(e, command.name());
    }
  }

  private static void requireKnown(ChangeCommand command, Capabilities capabilities)
      throws UnsupportedCommandException {
    if (capabilities.knows(command.name())) {
      return;
    }
    throw new UnsupportedCommandException(
        Refusal.of(
            command instanceof PostponeCutOver
                ? Refusal.Kind.POSTPONE_NOT_IN_HELP
                : Refusal.Kind.COMMAND_NOT_IN_HELP,
            command.name()));
  }

  private WrongMigrationException wrongMigration(
      Refusal.Kind kind, TableName intended, @Nullable TableName actual) {
    String meant = Printable.text(intended.toString());
    String where = Printable.text(endpoint().toString());
    Refusal why =
        actual == null
            ? Refusal.of(Refusal.Kind.NO_MIGRATION_NAMED, meant, where)
            : Refusal.of(kind, meant, Printable.text(actual.toString()), where);
    return new WrongMigrationException(why, intended, actual);
  }

  private @Nullable String readBack(Setting setting, Answer answer) {
    if (!(answer instanceof Answer.Status(StatusReply status))) {
      return null;
    }
    try {
      String asked = value(setting);
      if (asked != null) {
        return asked;
      }
    } catch (ControlException _) {
      // The change is made, and its answer must not be lost for the sake of this question: the hint
      // lines of the answer have to do.
    }
    Hints hints = status.hints();
    return hints == null ? null : shown(setting, hints.settings());
  }

  /** The value as the hint lines show it. */
  private static @Nullable String shown(Setting setting, Settings settings) {
    Object value =
        switch (setting) {
          case CHUNK_SIZE -> settings.chunkSize();
          case DML_BATCH_SIZE -> settings.dmlBatchSize();
          case MAX_LAG_MILLIS -> settings.maxLagMillis();
          case NICE_RATIO -> settings.niceRatio();
          case MAX_LOAD -> settings.maxLoad() == null ? null : settings.maxLoad().text();
          case CRITICAL_LOAD ->
              settings.criticalLoad() == null ? null : settings.criticalLoad().text();
          // An empty query has no hint line.
          case THROTTLE_QUERY -> settings.throttleQuery() == null ? "" : settings.throttleQuery();
          case THROTTLE_HTTP, THROTTLE_CONTROL_REPLICAS -> null;
        };
    return value == null ? null : value.toString();
  }
}
