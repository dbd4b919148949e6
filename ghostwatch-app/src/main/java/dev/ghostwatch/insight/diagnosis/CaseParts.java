package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.model.EndpointFacts;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.layers.ServersAndHost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a case while one of them is exchanged. */
final class CaseParts {
  Snapshot snapshot;
  final Course course;
  ServersAndHost around = ServersAndHost.NOTHING;
  List<CommandRow> commands = List.of();
  List<FlagFileFacts> flagFiles = List.of();
  List<Snapshot> neighbours = List.of();
  @Nullable EndpointFacts endpoint;
  @Nullable Outcome outcome;
  Duration frozen = CaseFile.FROZEN;
  final Instant now;
  Set<Input> more = Set.of();

  CaseParts(Snapshot snapshot, Course course, Instant now) {
    this.snapshot = snapshot;
    this.course = course;
    this.now = now;
  }

  CaseParts(CaseFile file) {
    snapshot = file.snapshot();
    course = file.course();
    around = file.around();
    commands = file.commands();
    flagFiles = file.flagFiles();
    neighbours = file.neighbours();
    endpoint = file.endpoint();
    outcome = file.outcome();
    frozen = file.frozen();
    now = file.now();
    more = file.more();
  }

  CaseFile file() {
    return new CaseFile(
        snapshot,
        course,
        around,
        commands,
        flagFiles,
        neighbours,
        endpoint,
        outcome,
        frozen,
        now,
        more);
  }
}
