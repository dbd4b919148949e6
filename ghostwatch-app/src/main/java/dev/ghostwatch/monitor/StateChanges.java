package dev.ghostwatch.monitor;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.log.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what happened between two samples of a run: throttled, going on, postponed, copied. */
final class StateChanges {
  private @Nullable MigrationState state;
  private ThrottleReason.@Nullable Kind kind;
  private boolean copied;

  /** What the next sample shows to have happened. */
  List<MigrationEvent> after(StatusLine line, Instant at, FigureSource source) {
    List<MigrationEvent> events = new ArrayList<>();
    ThrottleReason reason = line.throttle();
    ThrottleReason.Kind newKind = reason == null ? null : reason.kind();
    if (newKind != kind) {
      if (reason != null) {
        events.add(MigrationEvent.of(at, RunEvent.Type.THROTTLE, reason.text(), source));
      } else if (kind != null) {
        events.add(MigrationEvent.of(at, RunEvent.Type.RESUME, kind.jsonName(), source));
      }
      kind = newKind;
    }
    boolean isPostponed = line.state() == MigrationState.POSTPONING_CUT_OVER;
    boolean wasPostponed = state == MigrationState.POSTPONING_CUT_OVER;
    if (isPostponed && !wasPostponed) {
      events.add(MigrationEvent.of(at, RunEvent.Type.POSTPONED, "postponing cut-over", source));
    } else if (wasPostponed && !isPostponed) {
      events.add(
          MigrationEvent.of(at, RunEvent.Type.UNPOSTPONED, "cut-over no longer postponed", source));
    }
    state = line.state();
    if (!copied && isCopied(line)) {
      copied = true;
      events.add(
          MigrationEvent.of(
              at, RunEvent.Type.COPY_COMPLETE, line.rowsCopied() + " rows copied", source));
    }
    return events;
  }

  /** gh-ost sets the estimate to the rows copied when the copy is complete. */
  private static boolean isCopied(StatusLine line) {
    return line.rowsCopied() != null
        && line.rowsCopied() > 0
        && line.rowsCopied().equals(line.rowsEstimate())
        && line.eta() != null
        && line.eta().seconds() != null
        && line.eta().seconds() == 0;
  }
}
