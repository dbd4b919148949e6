package dev.ghostwatch.monitor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.insight.diagnosis.CaseFile;
import dev.ghostwatch.insight.diagnosis.Diagnosis;
import dev.ghostwatch.insight.diagnosis.Rules;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.StateCodes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A run of the history is diagnosed by its figures, as far as the history has them. */
class PastCaseTest {
  private static final Instant START = Instant.parse("2026-11-22T13:00:00Z");

  private static PastCase ended(Lifecycle lifecycle, long seconds) {
    return new PastCase(
        new MigrationRow(
            "shop.orders@20261122T130000Z",
            "shop",
            "orders",
            "db1:3306",
            "db2:3306",
            "util1",
            "1.1.5",
            START,
            START.plusSeconds(seconds),
            lifecycle,
            "",
            null,
            77L,
            List.of(),
            Map.of()));
  }

  private static SampleRow sample(
      long second, long rows, MigrationState state, ThrottleReason.@Nullable Kind kind) {
    return SampleRow.at(START.plusSeconds(second))
        .with(Column.ROWS_COPIED, rows)
        .with(Column.ROWS_ESTIMATE, 1_000)
        .with(Column.STATE, StateCodes.of(state))
        .with(Column.THROTTLE_KIND, kind == null ? null : StateCodes.of(kind))
        .build();
  }

  @Test
  void knowsWhereTheTimeWentAndWhoseItWas() {
    PastCase past = ended(Lifecycle.SUCCEEDED, 60);
    for (int second = 0; second < 30; second += 5) {
      past.take(sample(second, 10L * second, MigrationState.MIGRATING, null));
    }
    for (int second = 30; second <= 60; second += 5) {
      past.take(sample(second, 300, MigrationState.THROTTLED, ThrottleReason.Kind.THROTTLE_QUERY));
    }
    CaseFile file = past.caseFile();
    assertThat(file.snapshot().table()).hasToString("shop.orders");
    assertThat(file.now()).isEqualTo(START.plusSeconds(60));
    assertThat(file.outcome()).isNotNull();
    List<Finding> findings = Rules.diagnose(file);
    // It is over: who throttled it at its end is no news, and it was not killed.
    assertThat(findings).extracting(Finding::rule).doesNotContain("D38", "D2", "D9");
    assertThat(Diagnosis.of(file, findings, _ -> null, List.of()).time())
        .extracting(Phrase::key)
        .contains("D17.cause.copying", "D17.cause.throttled-throttle-query");
  }

  @Test
  void aRunThatVanishedWasKilledUnlessItsLogSaysWhy() {
    PastCase killed = ended(Lifecycle.VANISHED, 30);
    killed.take(sample(20, 200, MigrationState.MIGRATING, null));
    assertThat(Rules.diagnose(killed.caseFile())).extracting(Finding::rule).contains("D38");

    PastCase failed = ended(Lifecycle.VANISHED, 30);
    failed.take(new EventRow(START.plusSeconds(25), "fatal", "critical-load met", "log"));
    failed.take(sample(20, 200, MigrationState.MIGRATING, null));
    assertThat(Rules.diagnose(failed.caseFile())).extracting(Finding::rule).doesNotContain("D38");
  }

  @Test
  void aRunWithoutAnySampleIsDiagnosedToo() {
    CaseFile file = ended(Lifecycle.FAILED, 5).caseFile();
    assertThat(file.now()).isEqualTo(START.plusSeconds(5));
    assertThat(Diagnosis.of(file, Rules.diagnose(file), _ -> null, List.of()).time()).isEmpty();
  }

  @Test
  void eachKindOfThrottlingIsKnownAgain() {
    for (ThrottleReason.Kind kind : ThrottleReason.Kind.values()) {
      PastCase past = ended(Lifecycle.SUCCEEDED, 30);
      past.take(sample(10, 100, MigrationState.THROTTLED, kind));
      past.take(sample(20, 100, MigrationState.THROTTLED, kind));
      StatusLine line = requireNonNull(past.caseFile().snapshot().line());
      assertThat(line.throttle()).as(kind.name()).extracting(ThrottleReason::kind).isEqualTo(kind);
    }
  }
}
