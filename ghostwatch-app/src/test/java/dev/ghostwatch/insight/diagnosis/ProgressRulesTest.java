package dev.ghostwatch.insight.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.server.BinlogPosition;
import org.junit.jupiter.api.Test;

/** D1 to D8: each with a run in which it speaks and a near miss in which it must not. */
class ProgressRulesTest {
  private static Play stuckApplier() {
    return new Play().at(1_010_000, 1_000_000).steps(0, 0, 0).backlog("1000/1000").eta("due");
  }

  @Test
  void d1TheApplierIsStuck() {
    Finding finding = stuckApplier().run(90).fires("D1", Severity.CRITICAL);
    assertThat(Play.english(finding))
        .contains("1,010,000 of 1,000,000 rows", "1000/1000", "mysql-bin.000007:4000");
    stuckApplier().run(40).isQuiet("D1");
    stuckApplier().steps(0, 1, 0).run(90).isQuiet("D1");
    stuckApplier().state("throttled, lag=2.000000s").run(90).isQuiet("D1");
  }

  @Test
  void d1NamesWhoBlocks() {
    Servers primary = Servers.primary();
    primary.rowLocks = Servers.blocked("update /* gh-ost `shop`.`orders` */ x");
    Finding finding =
        stuckApplier().run(90).with(Servers.known(primary)).fires("D1", Severity.CRITICAL);
    assertThat(finding.command()).isEqualTo("KILL 4711;");
  }

  @Test
  void d2ApplyingFails() {
    Finding finding =
        new Play()
            .steps(0, 0, 1_000)
            .lags(1, 1, 1, 1)
            .happened("error", "Error 1062: Duplicate entry '7' for key 'PRIMARY'")
            .run(90)
            .fires("D2", Severity.CRITICAL);
    assertThat(Play.english(finding)).contains("Duplicate entry", "HeartbeatLag 1m");
    new Play().steps(0, 5, 1_000).lags(1, 1, 1, 1).run(90).isQuiet("D2");
    new Play().steps(0, 0, 1_000).state("counting rows").run(90).isQuiet("D2");
    new Play().steps(0, 0, 1_000).state("throttled, flag-file").run(90).isQuiet("D2");
    new Play().steps(0, 0, 1_000).state("postponing cut-over").run(90).isQuiet("D2");
  }

  @Test
  void d2WaitsForARowLockAndNamesItsHolder() {
    Servers primary = Servers.primary();
    primary.rowLocks = Servers.blocked("insert /* gh-ost `shop`.`orders` */ ignore into x");
    Finding finding =
        new Play()
            .steps(0, 0, 1_000)
            .run(90)
            .with(Servers.known(primary))
            .fires("D2", Severity.WARNING);
    // A lock that is held for a minute is told of while it is held, and only to whom it concerns.
    new Play().steps(0, 0, 1_000).run(30).isQuiet("D2");
    new Play()
        .steps(0, 0, 1_000)
        .run(30)
        .with(Servers.known(primary))
        .fires("D2", Severity.WARNING);
    Servers others = Servers.primary();
    others.rowLocks = Servers.blocked("insert /* gh-ost `shop`.`orders_old` */ ignore into x");
    new Play().steps(0, 0, 1_000).run(30).with(Servers.known(others)).isQuiet("D2");
    assertThat(finding.command()).isEqualTo("KILL 4711;");
    assertThat(Play.english(finding)).contains("session 4711", "most often a row lock");
    Finding slept =
        new Play("10.000000", " ").steps(0, 0, 1_000).run(90).fires("D2", Severity.WARNING);
    assertThat(Play.english(slept)).contains("sleeps nice-ratio 10.0 times");
  }

  @Test
  void d3TheStreamerIsStalled() {
    Finding finding =
        new Play().steps(5_000, 0, 0).lags(0.1, 0, 1, 1).run(90).fires("D3", Severity.CRITICAL);
    assertThat(finding.command()).isEqualTo("ghostwatch postpone shop.orders");
    new Play().steps(5_000, 0, 0).lags(0.1, 0, 0.1, 0).run(90).isQuiet("D3");
    new Play().steps(5_000, 0, 1).lags(0.1, 0, 1, 1).run(90).isQuiet("D3");
  }

  @Test
  void d3IsSureWhenTheServerIsElsewhere() {
    Servers replica = Servers.replica();
    replica.position = new BinlogPosition("mysql-bin.000009", 5, null);
    Finding finding =
        new Play()
            .steps(5_000, 0, 0)
            .run(90)
            .with(Servers.known(replica))
            .fires("D3", Severity.CRITICAL);
    assertThat(Play.english(finding)).contains("mysql-bin.000009:5");
  }

  @Test
  void d4BoundByTheApplicationsWrites() {
    Finding finding =
        new Play()
            .steps(0, 10_000, 9_000)
            .backlog("1000/1000")
            .run(60)
            .fires("D4", Severity.WARNING);
    assertThat(Play.english(finding)).contains("2,000 events/s are applied", "dml-batch-size 10");
    assertThat(finding.command()).isEqualTo("ghostwatch set shop.orders dml-batch-size=100");
    new Play().steps(5_000, 10_000, 9_000).backlog("1000/1000").run(60).isQuiet("D4");
    new Play().steps(0, 10_000, 9_000).backlog("300/1000").run(60).isQuiet("D4");
  }

  @Test
  void d5TheEstimateIsWrong() {
    Finding finding =
        new Play().at(1_200_000, 1_000_000).eta("due").run(30).fires("D5", Severity.INFO);
    assertThat(Play.english(finding)).contains("122.5 %", "gh-ost says ETA due");
    new Play().at(900_000, 1_000_000).run(30).isQuiet("D5");
    Finding absurd = new Play().at(99_000, 1).run(30).fires("D5", Severity.INFO);
    assertThat(Play.english(absurd))
        .containsPattern("[0-9,]+ rows are copied: gh-ost's estimate of 1 is wrong, not the copy")
        .doesNotContain("% of the estimate");
    Play jumped = new Play().run(20).at(120_000, 2_000_000).run(20);
    assertThat(Play.english(jumped.fires("D5", Severity.INFO))).contains("1,000,000 to 2,000,000");
    new Play().run(20).at(120_000, 1_010_000).run(20).isQuiet("D5");
  }

  @Test
  void d6TheCopyEndedEarly() {
    Play early = new Play().at(100_000, 1_000_000).run(20).at(130_000, 130_000);
    Finding finding = early.steps(0, 0, 0).eta("due").run(10).fires("D6", Severity.CRITICAL);
    assertThat(finding.command()).contains("`shop`.`_orders_gho`");
    new Play()
        .at(700_000, 1_000_000)
        .run(20)
        .at(730_000, 730_000)
        .steps(0, 0, 0)
        .eta("due")
        .run(10)
        .isQuiet("D6");
  }

  @Test
  void d7StuckBeforeTheCopy() {
    Finding finding =
        new Play()
            .logged(
                "INFO", "As instructed, I'm issuing a SELECT COUNT(*) on the table; counting rows")
            .passes(200)
            .fires("D7", Severity.WARNING);
    assertThat(Play.english(finding)).contains("no status line for 3m20s", "counting rows");
    new Play().passes(60).isQuiet("D7");
    new Play().passes(200).run(10).isQuiet("D7");
  }

  @Test
  void d8TheReportedEtaJumps() {
    Play jumping = new Play().at(100_000, 3_000_000).run(70).eta("3h0m0s").run(10);
    assertThat(Play.english(jumping.fires("D8", Severity.INFO)))
        .contains("between 10m0s and 3h0m0s");
    new Play().at(100_000, 3_000_000).run(70).eta("9m0s").run(10).isQuiet("D8");
  }
}
