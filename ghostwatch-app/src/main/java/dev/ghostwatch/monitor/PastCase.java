package dev.ghostwatch.monitor;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ReportedEta;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.insight.diagnosis.CaseFile;
import dev.ghostwatch.insight.diagnosis.Course;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.StateCodes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run of the history as a case for the diagnosis. The history keeps figures, not gh-ost's words:
 * coordinates are not known, and a throttle reason is its kind alone.
 */
public final class PastCase {
  private final MigrationRow run;
  private final Course course = new Course();
  private @Nullable StatusLine line;
  private @Nullable Instant newest;

  public PastCase(MigrationRow run) {
    this.run = run;
  }

  /** Takes in what happened, in its order and before the samples. */
  public void take(EventRow event) {
    course.take(new MigrationEvent(event.at(), event.type(), event.text(), FigureSource.LOG));
  }

  /** Takes in a sample, in the order of time. */
  public void take(SampleRow row) {
    StatusLine now = line(row);
    course.take(new Sample(row.at(), now), null);
    line = now;
    newest = row.at();
  }

  private StatusLine line(SampleRow row) {
    Duration elapsed = Duration.between(run.startedAt(), row.at());
    ThrottleReason.Kind kind = kind(row);
    Long eta = whole(row, Column.ETA_SECONDS);
    return new StatusLine(
        "",
        whole(row, Column.ROWS_COPIED),
        whole(row, Column.ROWS_ESTIMATE),
        row.get(Column.PERCENT),
        whole(row, Column.DML_APPLIED),
        whole(row, Column.BACKLOG),
        whole(row, Column.BACKLOG_CAPACITY),
        elapsed.isNegative() ? null : elapsed,
        null,
        null,
        row.get(Column.LAG_SECONDS),
        row.get(Column.HEARTBEAT_LAG_SECONDS),
        state(row),
        kind == null ? null : new Remembered(kind).reason(),
        eta == null ? null : new ReportedEta(Long.toString(eta), eta));
  }

  /** A reason of which the kind alone is remembered. */
  private record Remembered(ThrottleReason.Kind kind) {
    ThrottleReason reason() {
      String text = kind.jsonName();
      return switch (kind) {
        case USER_COMMAND -> new ThrottleReason.UserCommand(text);
        case FLAG_FILE -> new ThrottleReason.FlagFile(text);
        case MAX_LOAD -> new ThrottleReason.MaxLoad(text, "?", 0, 0);
        case LAG -> new ThrottleReason.Lag(text, 0);
        case REPLICA_LAG -> new ThrottleReason.ReplicaLag(text, "?", 0);
        case THROTTLE_QUERY -> new ThrottleReason.ThrottleQuery(text);
        case HTTP -> new ThrottleReason.Http(text, 0);
        case CRITICAL_LOAD_HIBERNATE -> new ThrottleReason.CriticalLoadHibernate(text, null);
        case LEAVING_HIBERNATION -> new ThrottleReason.LeavingHibernation(text);
        case ERROR -> new ThrottleReason.Failure(text, null, null, text);
        case OTHER -> new ThrottleReason.Other(text);
      };
    }
  }

  private static @Nullable MigrationState state(SampleRow row) {
    for (MigrationState state : MigrationState.values()) {
      if (StateCodes.of(state) == row.steps(Column.STATE)) {
        return state;
      }
    }
    return null;
  }

  private static ThrottleReason.@Nullable Kind kind(SampleRow row) {
    for (ThrottleReason.Kind kind : ThrottleReason.Kind.values()) {
      if (StateCodes.of(kind) == row.steps(Column.THROTTLE_KIND)) {
        return kind;
      }
    }
    return null;
  }

  private static @Nullable Long whole(SampleRow row, Column column) {
    Double value = row.get(column);
    return value == null ? null : Long.valueOf(Math.round(value));
  }

  /** The case at the end of the run. */
  public CaseFile caseFile() {
    Instant end = run.endedAt() == null ? newest : run.endedAt();
    Lifecycle lifecycle = run.lifecycle();
    String words = run.lastWords() == null ? "" : run.lastWords();
    Outcome outcome =
        lifecycle == Lifecycle.RUNNING || lifecycle == Lifecycle.STARTING
            ? null
            : new Outcome(lifecycle, Phrase.of("lifecycle." + lifecycle.jsonName()), words);
    Instant now = end == null ? run.startedAt() : end;
    Snapshot snapshot =
        Snapshot.of()
            .table(new TableName(run.database(), run.table()))
            .migratedHost(run.migratedHost())
            .inspectedHost(run.inspectedHost())
            .executingHost(run.executingHost())
            .startedAt(run.startedAt())
            .ghostVersion(run.ghostVersion())
            .endpoint(run.endpoint())
            .observedAt(now)
            .lifecycle(lifecycle)
            .line(line)
            .build();
    return CaseFile.of(snapshot, course, now).outcome(outcome);
  }
}
