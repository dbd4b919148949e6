package dev.ghostwatch.report;

import dev.ghostwatch.client.log.LineLevel;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.log.Problem;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.log.RunAnalysis.Noted;
import dev.ghostwatch.model.log.RunAnalysis.Phase;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.model.log.RunOutcome;
import dev.ghostwatch.model.report.LagFigures;
import dev.ghostwatch.model.report.RunFacts;
import dev.ghostwatch.model.timelost.TimeCause;
import dev.ghostwatch.model.timelost.TimeCause.Stage;
import dev.ghostwatch.model.timelost.TimeCause.Throttled;
import dev.ghostwatch.model.timelost.TimeShare;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run of the history in the shape in which a log's analysis tells of one. */
final class StoredRun {
  private final MigrationRow row;
  private final RunFacts facts;
  private final Course course;
  private final List<EventRow> events;
  private final @Nullable Instant end;

  StoredRun(
      MigrationRow row,
      RunFacts facts,
      Course course,
      List<EventRow> events,
      @Nullable Instant end) {
    this.row = row;
    this.facts = facts;
    this.course = course;
    this.events = events;
    this.end = end == null ? course.lastAt() : end;
  }

  RunAnalysis analysis() {
    return new RunAnalysis(
        row.ghostVersion(),
        row.database(),
        row.table(),
        outcome(row.lifecycle()),
        false,
        row.lastWords(),
        row.startedAt(),
        end,
        end == null ? null : Long.valueOf(Math.round(facts.seconds())),
        null,
        course.progress(),
        new RunAnalysis.Rate(facts.rowsPerSecond(), course.maxRate()),
        lag(),
        course.backlog(),
        throttling(),
        new RunAnalysis.CutOver(
            facts.cutOverAttempts(),
            facts.cutOverFailed(),
            Math.round(facts.time().of(Stage.POSTPONED)),
            facts.lockSeconds()),
        phases(),
        Map.of(),
        problems(List.of(MigrationEvent.ERROR, MigrationEvent.FATAL)),
        problems(List.of(MigrationEvent.WARNING)),
        happened(),
        List.of(),
        row.settings(),
        course.series());
  }

  private static RunOutcome outcome(Lifecycle lifecycle) {
    return switch (lifecycle) {
      case STARTING, RUNNING -> RunOutcome.RUNNING;
      case SUCCEEDED -> RunOutcome.SUCCEEDED;
      case FAILED -> RunOutcome.FAILED;
      case ABORTED -> RunOutcome.ABORTED;
      case VANISHED -> RunOutcome.UNKNOWN;
    };
  }

  private RunAnalysis.Lag lag() {
    LagFigures own = method("lagSeconds");
    LagFigures heartbeat = method("heartbeatLagSeconds");
    return new RunAnalysis.Lag(
        own == null ? null : own.max(),
        own == null ? null : own.average(),
        own == null ? null : own.p95(),
        heartbeat == null ? null : heartbeat.max());
  }

  private @Nullable LagFigures method(String name) {
    return facts.lag().stream().filter(it -> it.method().equals(name)).findFirst().orElse(null);
  }

  private RunAnalysis.Throttling throttling() {
    LinkedHashMap<ThrottleReason.Kind, Long> byKind = new LinkedHashMap<>();
    for (TimeShare share : facts.time().shares()) {
      TimeCause cause = share.cause();
      if (cause instanceof Throttled throttled) {
        byKind.put(throttled.kind(), Math.round(share.seconds()));
      }
    }
    return new RunAnalysis.Throttling(
        course.throttledSamples(),
        Math.round(facts.time().throttled()),
        byKind,
        course.intervals());
  }

  private List<Phase> phases() {
    Instant until = end;
    if (until == null) {
      return List.of();
    }
    Instant start = row.startedAt();
    Instant copyFrom = start.plusMillis(Math.round(facts.time().of(Stage.PREPARING) * 1000));
    Instant copied = at(RunEvent.Type.COPY_COMPLETE);
    Instant postponed = at(RunEvent.Type.POSTPONED);
    Instant attempt = at(RunEvent.Type.CUT_OVER_ATTEMPT);
    List<Phase> phases = new ArrayList<>();
    add(phases, "prepare", start, copyFrom);
    add(phases, "copy", copyFrom, first(until, copied, postponed, attempt));
    if (postponed != null) {
      add(phases, "postponed", postponed, first(until, attempt));
    }
    if (attempt != null) {
      add(phases, "cut-over", attempt, until);
    }
    return phases;
  }

  private static Instant first(Instant otherwise, @Nullable Instant... moments) {
    for (Instant moment : moments) {
      if (moment != null) {
        return moment;
      }
    }
    return otherwise;
  }

  private static void add(List<Phase> phases, String name, Instant from, Instant to) {
    if (to.isAfter(from)) {
      phases.add(new Phase(name, from, to, Duration.between(from, to).toSeconds()));
    }
  }

  private @Nullable Instant at(RunEvent.Type type) {
    return events.stream()
        .filter(event -> event.type().equals(type.jsonName()))
        .map(EventRow::at)
        .findFirst()
        .orElse(null);
  }

  private Noted<Problem> problems(List<String> types) {
    List<Problem> problems =
        events.stream()
            .filter(event -> types.contains(event.type()))
            .map(event -> new Problem(event.at(), level(event.type()), event.text(), 0))
            .toList();
    return new Noted<>(problems, problems.size());
  }

  private static LineLevel level(String type) {
    return switch (type) {
      case MigrationEvent.FATAL -> LineLevel.FATAL;
      case MigrationEvent.WARNING -> LineLevel.WARNING;
      default -> LineLevel.ERROR;
    };
  }

  private Noted<RunEvent> happened() {
    List<RunEvent> happened = new ArrayList<>();
    for (EventRow event : events) {
      for (RunEvent.Type type : RunEvent.Type.values()) {
        if (type.jsonName().equals(event.type())) {
          happened.add(new RunEvent(event.at(), type, event.text(), 0));
        }
      }
    }
    return new Noted<>(happened, happened.size());
  }
}
