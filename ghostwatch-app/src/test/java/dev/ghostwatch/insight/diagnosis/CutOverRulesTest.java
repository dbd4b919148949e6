package dev.ghostwatch.insight.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.server.MetadataLocks;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** D20 to D26: each with a run in which it speaks and a near miss in which it must not. */
class CutOverRulesTest {
  private static Play copied() {
    return new Play().at(1_000_000, 1_000_000).steps(0, 5, 500).eta("due");
  }

  private static Play postponed() {
    return copied().state("postponing cut-over");
  }

  @Test
  void d20ItWaitsForYou() {
    Finding finding = postponed().run(60).fires("D20", Severity.INFO);
    assertThat(finding.command()).isEqualTo("ghostwatch cut-over shop.orders");
    assertThat(Play.english(finding))
        .contains("postponed since 2026-11-22T13:00:00Z", "/tmp/gone/orders.postpone");
    postponed().run(60).passes(13 * 3_600).fires("D20", Severity.WARNING);
    copied().run(60).isQuiet("D20");
  }

  private static UnaryOperator<CaseFile> sent(String command, Instant at) {
    return file ->
        file.commands(List.of(new CommandRow(at, "ann", "unix:/x", command, null, null, "", true)));
  }

  @Test
  void d21ACommandWithoutEffect() {
    Play play = postponed().run(120);
    Finding finding =
        play.with(sent("unpostpone", Play.START.plusSeconds(60))).fires("D21", Severity.WARNING);
    assertThat(Play.english(finding)).contains("'unpostpone' by ann", "postponing cut-over");
    play.with(sent("unpostpone", Play.START.plusSeconds(100))).isQuiet("D21");
    // As the commands of GhostWatch send it.
    Finding named =
        play.with(sent("unpostpone=orders", Play.START.plusSeconds(60)))
            .fires("D21", Severity.WARNING);
    assertThat(Play.english(named)).contains("'unpostpone' by ann");
    Play tried = postponed().run(70).happened("cut-over-failed", "Error 1205").run(50);
    tried.with(sent("unpostpone=orders", Play.START.plusSeconds(60))).isQuiet("D21");
    play.with(sent("chunk-size=500", Play.START.plusSeconds(60))).isQuiet("D21");
    copied().run(120).with(sent("unpostpone", Play.START.plusSeconds(60))).isQuiet("D21");
  }

  @Test
  void d22TheHiddenWait() {
    Finding finding = copied().lags(0.1, 0, 5, 0).run(10).fires("D22", Severity.INFO);
    assertThat(Play.english(finding)).contains("HeartbeatLag (5.0 s)", "at most 1.5 s");
    copied().lags(0.1, 0, 1, 0).run(10).isQuiet("D22");
    new Play().lags(0.1, 0, 5, 0).run(10).isQuiet("D22");
  }

  @Test
  void d23NotReadyForTheCutOver() {
    Servers primary = Servers.primary();
    primary.transactions = List.of(Servers.transaction(4711, 300));
    primary.metadataLocks = new MetadataLocks(List.of(), List.of(Servers.lock(4711, 300, "x")));
    Finding finding =
        postponed().run(10).with(Servers.known(primary)).fires("D23", Severity.WARNING);
    assertThat(finding.command()).isEqualTo("KILL 4711;");
    postponed().backlog("800/1000").run(10).fires("D23", Severity.WARNING);
    postponed().backlog("30/1000").run(10).isQuiet("D23");
    copied().backlog("800/1000").run(10).isQuiet("D23");
    primary.metadataLocks = new MetadataLocks(List.of(), List.of());
    postponed().run(10).with(Servers.known(primary)).isQuiet("D23");
  }

  private static Play failing(int times) {
    Play play = copied().run(10);
    for (int i = 0; i < times; i++) {
      play.happened("cut-over-attempt", "Grabbing voluntary lock: gh-ost.1.lock")
          .happened("cut-over-failed", "Error 1205 (HY000): Lock wait timeout exceeded")
          .run(10);
    }
    return play;
  }

  @Test
  void d24AttemptsFail() {
    Finding finding = failing(3).process("--default-retries=60").fires("D24", Severity.WARNING);
    assertThat(Play.english(finding))
        .contains("3 of 60 attempts used", "one attempt each 10s", "9m30s", "Lock wait timeout");
    assertThat(finding.command()).isEqualTo("ghostwatch postpone shop.orders");
    failing(3).process("--default-retries", "4").fires("D24", Severity.CRITICAL);
    failing(0).isQuiet("D24");
    // Recorded: told to cut over, gh-ost fails once and waits for its flag file again.
    Finding again = failing(1).state("postponing cut-over").run(10).fires("D24", Severity.WARNING);
    assertThat(again.command()).isEqualTo("ghostwatch cut-over shop.orders");
    assertThat(Play.english(again)).contains("then cut over again", "is still there");
    failing(3).logged("INFO", "Done migrating `shop`.`orders`").isQuiet("D24");
  }

  private static Servers queue(int waiters) {
    Servers primary = Servers.primary();
    primary.transactions = List.of(Servers.transaction(4711, 30));
    primary.metadataLocks =
        new MetadataLocks(
            LongStream.range(0, waiters)
                .mapToObj(i -> Servers.lock(100 + i, 12, "select * from orders"))
                .toList(),
            List.of(Servers.lock(4711, 30, "x")));
    return primary;
  }

  @Test
  void d25TheApplicationWaits() {
    Finding finding =
        copied().run(10).with(Servers.known(queue(8))).fires("D25", Severity.CRITICAL);
    assertThat(Play.english(finding)).contains("8 sessions", "12s", "session 4711");
    assertThat(finding.command()).isEqualTo("KILL 4711;");
    copied().run(10).with(Servers.known(queue(2))).isQuiet("D25");
    new Play().run(10).with(Servers.known(queue(8))).isQuiet("D25");
  }

  @Test
  void d26HowLongTheExchangeTook() {
    String line =
        "Lock & rename duration: 1.2s. During this time, queries on `orders` were blocked";
    Finding finding =
        copied()
            .run(10)
            .logged("INFO", line)
            .logged("INFO", "Done migrating `shop`.`orders`")
            .ended(Lifecycle.SUCCEEDED)
            .fires("D26", Severity.INFO);
    assertThat(Play.english(finding)).contains("blocked queries for 1.2 s");
    copied().run(10).ended(Lifecycle.SUCCEEDED).isQuiet("D26");
  }
}
