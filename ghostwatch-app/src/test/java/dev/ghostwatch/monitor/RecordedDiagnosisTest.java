package dev.ghostwatch.monitor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.source.recording.RecordingReader;
import dev.ghostwatch.testing.Recordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The diagnosis of real runs, where all recordings are at hand. */
class RecordedDiagnosisTest {
  /** Runs of which nothing is wrong, by the beginnings of their names. */
  private static final List<String> HEALTHY =
      List.of(
          "normal",
          "eta_constant",
          "eta_load",
          "eta_wide",
          "default_socket",
          "statsd",
          "hooks_success",
          "signal_SIGHUP",
          "exact_rowcount",
          "through_replica",
          "postponed",
          "postpone_command",
          "facts",
          "commands",
          "throttle_reasons",
          "eta_throttled");

  private static RecordedCase play(Path folder) throws IOException {
    Path log = folder.resolve("log.txt");
    Path socket = folder.resolve("socket.jsonl");
    try (RecordingReader reader = Files.exists(socket) ? RecordingReader.open(socket) : null) {
      return RecordedCase.play(reader, Files.exists(log) ? log : null, UnaryOperator.identity());
    }
  }

  private static Map<String, Severity> all(RecordedCase played) {
    Map<String, Severity> all = new TreeMap<>();
    List<Finding> findings = new ArrayList<>(played.book().findings());
    played.book().earlier().stream().map(FindingRow::finding).forEach(findings::add);
    findings.forEach(finding -> all.merge(finding.rule(), finding.severity(), (a, b) -> a));
    return all;
  }

  @TestFactory
  Stream<DynamicTest> aHealthyRunHasNoWarningAtAnyTime() {
    return Recordings.runsWith("log.txt").stream()
        .filter(folder -> isHealthy(folder.getFileName().toString()))
        .map(folder ->
            DynamicTest.dynamicTest(
                requireNonNull(folder.getParent()).getFileName() + "/" + folder.getFileName(),
                () -> assertThat(all(play(folder)).values()).allMatch(Severity.INFO::equals)));
  }

  private static boolean isHealthy(String name) {
    return HEALTHY.stream().anyMatch(name::startsWith) && !name.contains("broken");
  }

  private static Map<String, Severity> of(String recording) throws IOException {
    Optional<Path> root = Recordings.everything();
    assumeThat(root).isPresent();
    return all(play(root.get().resolve(recording)));
  }

  @Test
  void whatIsWrongIsFound() throws IOException {
    assertThat(of("v1.1.10/backlog")).containsEntry("D4", Severity.WARNING);
    assertThat(of("v1.1.5/changelog_table_locked")).containsEntry("D2", Severity.WARNING);
    assertThat(of("v1.2-dev/changelog_table_locked")).containsEntry("D2", Severity.WARNING);
    assertThat(of("v1.1.10/cutover_locked_then_success")).containsEntry("D24", Severity.WARNING);
    assertThat(of("v1.1.10/overestimate_copy_past_100pct")).containsEntry("D5", Severity.INFO);
    assertThat(of("v1.1.10/overestimate_exact_rowcount_jump")).doesNotContainKey("D6");
    assertThat(of("v1.1.10/signal_SIGKILL")).containsEntry("D38", Severity.CRITICAL);
    assertThat(of("v1.1.5/signal_SIGKILL")).containsEntry("D38", Severity.CRITICAL);
    assertThat(of("v1.2-dev/signal_SIGKILL")).containsEntry("D38", Severity.CRITICAL);
    assertThat(of("v1.1.5/signal_SIGTERM")).containsEntry("D38", Severity.CRITICAL);
    assertThat(of("v1.2-dev/through_replica_broken_replication"))
        .containsEntry("D12", Severity.CRITICAL);
    assertThat(of("v1.1.10/throttle_reasons")).containsKeys("D10", "D11", "D17", "D26");
    assertThat(of("v1.1.10/postponed")).containsEntry("D20", Severity.INFO);
    assertThat(of("v1.1.10/error_ghost_table_dropped_midway"))
        .containsEntry("D31", Severity.CRITICAL);
  }
}
