package dev.ghostwatch.client.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ghostwatch.client.command.Answer;
import dev.ghostwatch.client.command.Capabilities;
import dev.ghostwatch.client.command.ChangeCommand;
import dev.ghostwatch.client.command.Command;
import dev.ghostwatch.client.command.InvalidSettingValueException;
import dev.ghostwatch.client.command.NamedCommand;
import dev.ghostwatch.client.command.PostponeCutOver;
import dev.ghostwatch.client.command.Question;
import dev.ghostwatch.client.command.ReadCommand;
import dev.ghostwatch.client.command.RejectionKind;
import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.command.SettingChange;
import dev.ghostwatch.client.socket.ControlException.Kind;
import dev.ghostwatch.client.value.TableName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GhostClientTest {

  private static final TableName ORDERS = new TableName("shop", "orders");

  private static final String NEW_HELP =
      """
      available commands:
      status                               # Print a detailed status message
      sup                                  # Print a short status message
      coordinates                          # Print the currently inspected coordinates
      chunk-size=<newsize>                 # Set a new chunk-size
      throttle-http=<URL>                  # Set a new throttle URL
      throttle                             # Force throttling
      postpone-cut-over-flag-file=<path>   # Postpone the cut-over phase, writing a cut over flag file to the given path
      panic                                # panic and quit without cleanup
      help                                 # This message
      - use '?' (question mark) as argument to get info rather than set. e.g. "max-load=?" will just print out current max-load.
      """;

  private static final String OLD_HELP =
      """
      available commands:
      status                               # Print a detailed status message
      chunk-size=<newsize>                 # Set a new chunk-size
      throttle                             # Force throttling
      panic                                # panic and quit without cleanup
      help                                 # This message
      """;

  private static final String STATUS =
      """
      # Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`
      # chunk-size: 100000; max-lag-millis: 1500ms; max-load: ; critical-load: ; nice-ratio: 0.000000
      Copy: 1/2 50.0%; Applied: 0; Backlog: 0/100; Time: 1s(total), 1s(copy); streamer: a:1; State: migrating; ETA: 1s
      """;

  private final FakeGhost ghost = new FakeGhost();
  private final GhostClient client = new GhostClient(ghost);

  @Test
  void helpIsTheFirstQuestionAndAskedOnce() throws ControlException {
    ghost.says("help", NEW_HELP).says("status", STATUS).says("sup", STATUS);
    assertThat(client.status().line()).isNotNull();
    assertThat(client.sup().line()).isNotNull();
    assertThat(client.ask(Question.HELP)).isEqualTo(new Answer.Help(client.capabilities()));
    assertThat(ghost.sent).containsExactly("help", "status", "sup");
  }

  @Test
  void aSettingIsAskedForWhereHelpDocumentsIt() throws ControlException {
    ghost.says("help", NEW_HELP).says("chunk-size=?", "1000\n").says("throttle-http=?", "\n");
    assertThat(client.value(Setting.CHUNK_SIZE)).isEqualTo("1000");
    assertThat(client.value(Setting.THROTTLE_HTTP)).isEmpty();
    assertThat(client.value(Setting.NICE_RATIO)).isNull();
    assertThat(ghost.sent).containsExactly("help", "chunk-size=?", "throttle-http=?");
  }

  @ParameterizedTest
  @EnumSource
  void theOldestReleaseIsNeverAskedForASetting(Setting setting) throws ControlException {
    ghost.says("help", OLD_HELP);
    assertThat(client.value(setting)).isNull();
    ReadCommand foreign = Capabilities.parse(NEW_HELP).question(Setting.CHUNK_SIZE).orElseThrow();
    assertThat(client.ask(foreign)).isInstanceOf(Answer.NotSent.class);
    assertThat(ghost.sent).containsExactly("help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Unknown command: help\n", "[info] what?\n", "\u0000\ufffd"})
  void aServerWithoutHelpIsAskedForItsStatusOnly(String help) throws ControlException {
    ghost.says("help", help).says("status", "[info] Migrated rows: 5 / 10 (50%)\n");
    assertThat(client.value(Setting.CHUNK_SIZE)).isNull();
    assertThat(client.status().line()).isNotNull();
    assertThat(ghost.sent).containsExactly("help", "status");
  }

  @Test
  void aServerThatClosesOnHelpIsAskedForItsStatusOnly() throws ControlException {
    ghost.fails("help", Kind.CLOSED_EARLY).says("status", "[info] Migrated rows: 5 / 10 (50%)\n");
    assertThat(client.status().line()).isNotNull();
    assertThat(client.value(Setting.CHUNK_SIZE)).isNull();
  }

  @Test
  void helpIsAskedAgainAfterAFailure() throws ControlException {
    ghost.fails("help", Kind.NO_ANSWER);
    assertThatThrownBy(client::status).isInstanceOf(ControlException.class);
    ghost.says("help", NEW_HELP).says("status", STATUS);
    assertThat(client.status().line()).isNotNull();
    assertThat(ghost.sent).containsExactly("help", "help", "status");
  }

  @Test
  void aSettingIsChangedAfterTheStatusNamesTheTableAndIsReadBack() throws Exception {
    ghost
        .says("help", NEW_HELP)
        .says("status", STATUS)
        .says("chunk-size=100000", STATUS)
        .says("chunk-size=?", "99999\n");
    ChangeResult result = client.change(chunkSize("100000"), ORDERS);
    assertThat(result.answer()).isInstanceOf(Answer.Status.class);
    assertThat(result.after()).isEqualTo("99999");
    assertThat(result.tableNameChecked()).isTrue();
    assertThat(ghost.sent).containsExactly("help", "status", "chunk-size=100000", "chunk-size=?");
  }

  @Test
  void onTheOldestReleaseTheValueIsReadFromTheAnswer() throws Exception {
    ghost.says("help", OLD_HELP).says("status", STATUS).says("chunk-size=500", STATUS);
    ChangeResult result = client.change(chunkSize("500"), ORDERS);
    assertThat(result.after()).isEqualTo("100000");
    assertThat(result.tableNameChecked()).isFalse();
  }

  @Test
  void aFailureToReadBackDoesNotLoseTheAnswer() throws Exception {
    ghost
        .says("help", NEW_HELP)
        .says("status", STATUS)
        .says("chunk-size=500", STATUS)
        .fails("chunk-size=?", Kind.NO_ANSWER);
    assertThat(client.change(chunkSize("500"), ORDERS).after()).isEqualTo("100000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# Migrating `shop`.`items`; Ghost table is `shop`.`_items_gho`\n",
        "# Migrating `test`.`orders`; Ghost table is `test`.`_orders_gho`\n",
        "# Migrating `shop`.`Orders`; Ghost table is `shop`.`_Orders_gho`\n",
        "# Migrating `shop`.`orders\n",
        "[info] Migrated rows: 5 / 10 (50%)\n",
        "garbage",
        "unknown command: status\n"
      })
  void nothingIsSentToAnotherMigration(String status) throws Exception {
    ghost.says("help", NEW_HELP).says("status", status);
    for (ChangeCommand command :
        List.of(
            chunkSize("500"),
            new NamedCommand.Throttle("orders"),
            new NamedCommand.Panic("orders"),
            new PostponeCutOver("/tmp/p"))) {
      WrongMigrationException refusal =
          catchThrowableOfType(WrongMigrationException.class, () -> client.change(command, ORDERS));
      assertThat(refusal)
          .hasMessageStartingWith("Nothing was changed: shop.orders was meant, but ")
          .hasMessageContaining("unix:/tmp/s");
      assertThat(refusal.intended()).isEqualTo(ORDERS);
    }
    assertThat(ghost.sent).containsOnly("help", "status");
  }

  @Test
  void aRefusalNamesBoth() {
    ghost.says("help", NEW_HELP).says("status", STATUS);
    assertThatThrownBy(
            () -> client.change(new NamedCommand.Panic("items"), new TableName("shop", "items")))
        .isInstanceOf(WrongMigrationException.class)
        .hasMessageContaining("shop.items was meant, but the gh-ost there migrates shop.orders");
    assertThatThrownBy(() -> client.change(new NamedCommand.Panic("items"), ORDERS))
        .isInstanceOf(WrongMigrationException.class)
        .hasMessageContaining("the command names shop.items");
    assertThat(ghost.sent).containsExactly("help", "status");
  }

  @Test
  void whatHelpDoesNotListIsNotSent() {
    ghost.says("help", OLD_HELP).says("status", STATUS);
    assertThatThrownBy(() -> client.change(new PostponeCutOver("/tmp/p"), ORDERS))
        .isInstanceOf(UnsupportedCommandException.class)
        .hasMessageContaining("create that one on gh-ost's host");
    assertThatThrownBy(() -> client.change(new NamedCommand.Unpostpone("orders"), ORDERS))
        .isInstanceOf(UnsupportedCommandException.class);
    assertThat(ghost.sent).containsExactly("help");
  }

  @Test
  void aRejectionIsAnAnswer() throws Exception {
    ghost
        .says("help", NEW_HELP)
        .says("status", STATUS)
        .says(
            "panic=orders",
            "user commanded 'panic' on orders, but migrated table is x; ignoring request\n");
    ChangeResult result = client.change(new NamedCommand.Panic("orders"), ORDERS);
    assertThat(result.answer())
        .isInstanceOfSatisfying(
            Answer.Rejected.class,
            rejected -> assertThat(rejected.kind()).isEqualTo(RejectionKind.WRONG_TABLE));
    assertThat(result.after()).isNull();
  }

  @Test
  void aChangeWithoutAnAnswerMayHaveBeenCarriedOut() {
    ghost.says("help", NEW_HELP).says("status", STATUS).fails("panic=orders", Kind.NO_ANSWER);
    assertThatThrownBy(() -> client.change(new NamedCommand.Panic("orders"), ORDERS))
        .isInstanceOf(ControlException.class)
        .hasMessageContaining("'panic' may have been carried out nevertheless");
  }

  @Test
  void aGhostThatEndsAtOnceGivesAnEmptyAnswer() throws Exception {
    ghost.says("help", NEW_HELP).says("status", STATUS).fails("panic=orders", Kind.CLOSED_EARLY);
    assertThat(client.change(new NamedCommand.Panic("orders"), ORDERS).answer())
        .isEqualTo(new Answer.Empty());
  }

  private static SettingChange chunkSize(String value) throws InvalidSettingValueException {
    return SettingChange.of(Setting.CHUNK_SIZE, value);
  }

  /** Says what it was told to say, and nothing to anything else. */
  private static final class FakeGhost implements CommandChannel {

    private final Map<String, String> replies = new HashMap<>();
    private final Map<String, Kind> failures = new HashMap<>();
    private final List<String> sent = new ArrayList<>();

    FakeGhost says(String line, String reply) {
      failures.remove(line);
      replies.put(line, reply);
      return this;
    }

    FakeGhost fails(String line, Kind kind) {
      failures.put(line, kind);
      return this;
    }

    @Override
    public Endpoint endpoint() {
      return new Endpoint.UnixSocket(Path.of("/tmp/s"));
    }

    @Override
    public String exchange(Command command) throws ControlException {
      sent.add(command.wire());
      Kind failure = failures.get(command.wire());
      if (failure != null) {
        throw new ControlException(
            failure, endpoint(), "Cannot ask: " + failure + "\nDo something.", null);
      }
      String reply = replies.get(command.wire());
      if (reply == null) {
        throw new AssertionError("Nobody expected " + command.wire());
      }
      return reply;
    }
  }
}
