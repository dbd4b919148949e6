package dev.ghostwatch.client.status;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.value.FlagFile;
import dev.ghostwatch.client.value.LoadThresholds;
import dev.ghostwatch.client.value.TableName;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusReplyTest {

  private static final String LINE =
      "Copy: 466600/752865 62.0%; Applied: 0; Backlog: 0/100; Time: 2m40s(total), 2m11s(copy); streamer: mysql-bin.007069:622646704; Lag: 0.01s, State: migrating; ETA: 1m19s\n";

  private static final String FULL =
      """
      # Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`
      # Migrating db1:3306; inspecting db2:3306; executing on util1
      # Migration started at Sun Nov 22 13:08:06 +0100 2026
      # chunk-size: 1000; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: Threads_running=50; critical-load: ; nice-ratio: 0.500000
      # throttle-flag-file: /tmp/x y [set]
      # throttle-additional-flag-file: /tmp/gh-ost.throttle\s
      # throttle-query: select hour(now()) between 8 and 11
      # throttle-control-replicas count: 2
      # postpone-cut-over-flag-file: /tmp/p [set]
      # panic-flag-file: /tmp/panic
      # Serving on unix socket: /tmp/gh-ost.shop.orders.sock
      # Serving on TCP port: 10001
      """
          + LINE;

  @Test
  void theFullBlockIsRead() {
    Hints hints = hints(FULL);
    assertThat(hints.table()).isEqualTo(new TableName("shop", "orders"));
    assertThat(hints.ghostTable()).isEqualTo("_orders_gho");
    assertThat(hints.migratedHost()).isEqualTo("db1:3306");
    assertThat(hints.inspectedHost()).isEqualTo("db2:3306");
    assertThat(hints.executingHost()).isEqualTo("util1");
    assertThat(hints.startedAt()).isEqualTo(OffsetDateTime.parse("2026-11-22T13:08:06+01:00"));
    assertThat(hints.unrecognised()).isEmpty();
    Settings settings = hints.settings();
    assertThat(settings.chunkSize()).isEqualTo(1000);
    assertThat(settings.maxLagMillis()).isEqualTo(1500);
    assertThat(settings.dmlBatchSize()).isEqualTo(10);
    assertThat(settings.maxLoad()).isEqualTo(LoadThresholds.parse("Threads_running=50"));
    assertThat(settings.criticalLoad()).isEqualTo(LoadThresholds.NONE);
    assertThat(settings.niceRatio()).isEqualTo(0.5);
    assertThat(settings.throttleFlagFile()).isEqualTo(new FlagFile("/tmp/x y", true));
    assertThat(settings.throttleAdditionalFlagFile())
        .isEqualTo(new FlagFile("/tmp/gh-ost.throttle", false));
    assertThat(settings.throttleQuery()).isEqualTo("select hour(now()) between 8 and 11");
    assertThat(settings.throttleControlReplicasCount()).isEqualTo(2);
    assertThat(settings.postponeCutOverFlagFile()).isEqualTo(new FlagFile("/tmp/p", true));
    assertThat(settings.panicFlagFile()).isEqualTo("/tmp/panic");
    assertThat(settings.servingSocket()).isEqualTo("/tmp/gh-ost.shop.orders.sock");
    assertThat(settings.servingTcpPort()).isEqualTo(10_001);
    assertThat(settings.throttleHttp()).isNull();
    assertThat(settings.throttleControlReplicas()).isNull();
  }

  @Test
  void theOldestSettingsAreRead() {
    Settings settings =
        hints(
                "# chunk-size: 200; max lag: 1500ms; dml-batch-size: 10; max-load: map[Threads_connected:20]\n")
            .settings();
    assertThat(settings.maxLagMillis()).isEqualTo(1500);
    assertThat(settings.maxLoad()).isEqualTo(LoadThresholds.parse("Threads_connected=20"));
    assertThat(settings.criticalLoad()).isNull();
  }

  @Test
  void valuesLearnedByAskingAreAdded() {
    Settings settings =
        Settings.unknown()
            .withThrottleHttp("")
            .withThrottleQuery("select 0")
            .withThrottleControlReplicas(List.of("a:1", "b:2"));
    assertThat(settings.throttleHttp()).isEmpty();
    assertThat(settings.throttleQuery()).isEqualTo("select 0");
    assertThat(settings.throttleControlReplicas()).containsExactly("a:1", "b:2");
    assertThat(settings.chunkSize()).isNull();
  }

  @Test
  void aLineAloneHasNoHints() {
    assertThat(StatusReply.parse(LINE).hints()).isNull();
    assertThat(StatusReply.parse(LINE).line()).isNotNull();
  }

  @Test
  void theLastStatusLineWins() {
    String log =
        "2026-11-22 13:08:06 INFO starting\n"
            + LINE
            + "[mysql] noise\n2026-11-22 13:08:09 INFO "
            + LINE.replace("466600", "466700");
    StatusReply reply = StatusReply.parse(log);
    assertThat(requireNonNull(reply.line()).rowsCopied()).isEqualTo(466_700);
    assertThat(reply.otherLines())
        .containsExactly("2026-11-22 13:08:06 INFO starting", "[mysql] noise");
  }

  @Test
  void theLastBlockOfHintsWins() {
    assertThat(hints(FULL + FULL.replace("orders", "items")).table())
        .isEqualTo(new TableName("shop", "items"));
  }

  @Test
  void unknownHintsAreKept() {
    Hints hints =
        hints(
            "# chunk-size: many; colour: red; nice-ratio: 1.000000\n# The moon is full\n# Migration started at dawn\n");
    assertThat(hints.settings().chunkSize()).isNull();
    assertThat(hints.settings().niceRatio()).isEqualTo(1.0);
    assertThat(hints.unrecognised())
        .containsExactly(
            "chunk-size: many", "colour: red", "# The moon is full", "# Migration started at dawn");
  }

  @Test
  void notesAndListsAreOtherLines() {
    StatusReply reply =
        StatusReply.parse(
            "# Note: you may only throttle for as long as your binary logs are not purged\na:1,b:2\n"
                + FULL);
    assertThat(reply.otherLines())
        .containsExactly(
            "# Note: you may only throttle for as long as your binary logs are not purged",
            "a:1,b:2");
    assertThat(reply.hints()).isEqualTo(hints(FULL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders",
        "my orders",
        "or.ders",
        "or`ders",
        "or'd\"ers",
        "or;ders",
        "a; Ghost table is b",
        "x`; Ghost table is `shop`.`_x_gho",
        "a`.`b",
        "订单",
        "🦊",
        "\u001b[31mred",
        "a\nb",
        "a\n\n# b",
        "`",
        "``",
        "_gho",
        "`; Ghost table is `",
        "?",
        " ",
        "a\r\nb"
      })
  void aTableMayHaveAnyName(String table) {
    String text =
        FULL.replace("_orders_gho", "_" + table + "_gho").replace("`orders`", "`" + table + "`");
    Hints hints = hints(text);
    assertThat(hints.table()).isEqualTo(new TableName("shop", table));
    assertThat(hints.ghostTable()).isEqualTo("_" + table + "_gho");
    assertThat(hints.migratedHost()).isEqualTo("db1:3306");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"shop", "my shop", "sh`op", "a`.`b", "x`; Ghost table is `x", "a\nb", "🦊"})
  void aDatabaseMayHaveAnyName(String database) {
    assertThat(hints(FULL.replace("`shop`", "`" + database + "`")).table())
        .isEqualTo(new TableName(database, "orders"));
  }

  @Test
  void theGhostTableOfALongNameIsShortened() {
    String table = "t".repeat(30) + "`.`" + "t".repeat(31);
    String ghost = "_" + table.substring(0, 59) + "_gho";
    Hints hints =
        hints("# Migrating `shop`.`" + table + "`; Ghost table is `shop`.`" + ghost + "`\n");
    assertThat(hints.table()).isEqualTo(new TableName("shop", table));
    assertThat(hints.ghostTable()).isEqualTo(ghost);
  }

  @Test
  void aGhostTableWithAForcedNameIsTaken() {
    Hints hints = hints("# Migrating `shop`.`orders`; Ghost table is `shop`.`_forced_gho`\n");
    assertThat(hints.table()).isEqualTo(new TableName("shop", "orders"));
    assertThat(hints.ghostTable()).isEqualTo("_forced_gho");
  }

  @Test
  void aLineCutShortIsNotJoinedWithTheNextBlock() {
    Hints hints = hints("# Migrating `shop`.`or\n" + FULL);
    assertThat(hints.table()).isEqualTo(new TableName("shop", "orders"));
  }

  @Test
  void namesOfTwoDatabasesAreNotGuessed() {
    Hints hints = hints("# Migrating `shop`.`orders`; Ghost table is `other`.`_orders_gho`\n");
    assertThat(hints.table()).isNull();
    assertThat(hints.unrecognised()).hasSize(1);
  }

  @Test
  void aQueryMayHaveSeveralLines() {
    String query = "select count(*)\n  from jobs\nwhere state = 'running'";
    String text = FULL.replace("select hour(now()) between 8 and 11", query);
    assertThat(hints(text).settings().throttleQuery()).isEqualTo(query);
    assertThat(StatusReply.parse(text).otherLines()).isEmpty();
  }

  @Test
  void logLinesAfterAQueryAreNotPartOfIt() {
    String text =
        FULL.replace(
            "between 8 and 11", "between 8 and 11\n2026-11-22 13:08:06 ERROR unknown command: lag");
    assertThat(hints(text).settings().throttleQuery())
        .isEqualTo("select hour(now()) between 8 and 11");
    assertThat(StatusReply.parse(text).otherLines())
        .containsExactly("2026-11-22 13:08:06 ERROR unknown command: lag");
  }

  @Test
  void anythingElseIsOtherLines() {
    StatusReply reply = StatusReply.parse("nothing\n\n  of the kind \n");
    assertThat(reply.hints()).isNull();
    assertThat(reply.line()).isNull();
    assertThat(reply.otherLines()).containsExactly("nothing", "  of the kind ");
  }

  @Test
  void hostileTextIsReadInReasonableTime() {
    String[] pieces = {
      "# Migrating `\n",
      "# Migrating `a`.`",
      "`.`",
      "`; Ghost table is `",
      "# Migrating `x\n`\n`\n`\n",
      "; Lag: 1s",
      "; ",
      "Copy: 1/2 1%; ",
      ":1",
      ",",
      "# throttle-query: \nx\n",
      "# chunk-size: ",
      "=",
      "Migrated rows: 1\n",
      "\n",
      "`\n"
    };
    for (String first : pieces) {
      for (String second : pieces) {
        String head =
            first.startsWith("Copy") || first.startsWith(";") ? "Copy: 1/2 1%; streamer: a" : "";
        String text =
            head + (first + second).repeat((1 << 16) / (first.length() + second.length()));
        Duration took = time(() -> StatusReply.parse(text));
        assertThat(took).as("%s%s repeated", first, second).isLessThan(Duration.ofSeconds(3));
      }
    }
  }

  private static Duration time(Runnable task) {
    long start = System.nanoTime();
    task.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Hints hints(String text) {
    return requireNonNull(StatusReply.parse(text).hints(), text);
  }
}
