package dev.ghostwatch.benchmarks;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.StateCodes;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.RunIdentity;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the simulated gh-ost said of one long run, once a second, read as GhostWatch reads it. */
final class Trace {
  private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
  private static final int RATE_SECONDS = 10;

  private final List<SampleRow> rows = new ArrayList<>();

  Trace(Story story, int seconds) {
    SimulatedMigration run =
        new SimulatedMigration(
            RunIdentity.of("shop", "orders", START), GhostDialect.V1_1_10, story);
    run.keepCommands(1);
    for (int second = 1; rows.size() < seconds; second++) {
      run.advanceTo(START.plus(Duration.ofSeconds(second)));
      StatusLine line = StatusReply.parse(run.command("sup")).line();
      if (line == null) {
        throw new IllegalStateException(
            "the run of " + story.name() + " ended after " + rows.size() + " s");
      }
      rows.add(row(second, line));
    }
  }

  private SampleRow row(int second, StatusLine line) {
    ThrottleReason reason = line.throttle();
    Long copied = line.rowsCopied();
    SampleRow.Builder row =
        SampleRow.at(second * 1000L)
            .with(Column.ROWS_COPIED, copied)
            .with(Column.DML_APPLIED, line.dmlApplied())
            .with(Column.BACKLOG, line.backlog())
            .with(Column.BACKLOG_CAPACITY, line.backlogCapacity())
            .with(Column.LAG_SECONDS, line.lagSeconds())
            .with(Column.HEARTBEAT_LAG_SECONDS, line.heartbeatLagSeconds())
            .with(Column.STATE, line.state() == null ? null : StateCodes.of(line.state()))
            .with(Column.THROTTLE_KIND, reason == null ? null : StateCodes.of(reason.kind()))
            .with(Column.ETA_SECONDS, line.eta() == null ? null : line.eta().seconds());
    if (rows.size() >= RATE_SECONDS && copied != null) {
      SampleRow before = rows.get(rows.size() - RATE_SECONDS);
      double rate = (copied - before.steps(Column.ROWS_COPIED)) / (double) RATE_SECONDS;
      row.with(Column.ROWS_PER_SECOND, rate)
          .with(Column.BYTES_PER_SECOND, rate * 212)
          .with(Column.CHUNK_SECONDS, rate == 0 ? null : 1000 / rate)
          .with(
              Column.DML_PER_SECOND,
              (row.build().steps(Column.DML_APPLIED) - before.steps(Column.DML_APPLIED))
                  / (double) RATE_SECONDS);
    }
    return row.build();
  }

  int seconds() {
    return rows.size();
  }

  SampleRow at(int second) {
    return rows.get(second);
  }
}
