package dev.ghostwatch.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.ReceivedCommand;
import dev.ghostwatch.simulator.SimulatedMigration;
import java.util.List;
import java.util.Set;

/**
 * What may stand on the wire while nothing is to be changed, written down here once more so that a
 * mistake in the client's own catalogue shows.
 */
public final class Wire {
  private static final Set<String> EVERYWHERE = Set.of("help", "sup", "status");
  private static final Set<String> SINCE_1_1 = Set.of("coordinates", "applier", "inspector");
  private static final Set<String> QUESTIONS =
      Set.of(
          "chunk-size=?",
          "dml-batch-size=?",
          "max-lag-millis=?",
          "nice-ratio=?",
          "max-load=?",
          "critical-load=?",
          "throttle-query=?",
          "throttle-http=?",
          "throttle-control-replicas=?");

  private Wire() {}

  /** Whether a line, as sent, changes nothing on a gh-ost of that release. */
  public static boolean isReading(String line, GhostDialect dialect) {
    return EVERYWHERE.contains(line)
        || (dialect != GhostDialect.V1_0_21
            && (SINCE_1_1.contains(line) || QUESTIONS.contains(line)));
  }

  /** The lines a simulated gh-ost has received. */
  public static List<String> lines(SimulatedMigration migration) {
    return migration.received().stream().map(ReceivedCommand::line).toList();
  }

  /** The lines that were received after the first so many. */
  public static List<String> linesAfter(int count, SimulatedMigration migration) {
    List<String> all = lines(migration);
    return all.subList(count, all.size());
  }

  /** Fails unless everything that was received is a question, the first one {@code help}. */
  public static void assertOnlyRead(SimulatedMigration migration) {
    List<String> lines = lines(migration);
    assertThat(lines).allMatch(line -> isReading(line, migration.dialect()));
    assertThat(migration.costs().settingsChanged()).isZero();
    if (!lines.isEmpty()) {
      assertThat(lines.getFirst()).isEqualTo("help");
    }
  }

  /** Fails if anything but questions was received. */
  public static void assertNothingChanged(SimulatedMigration migration) {
    assertThat(lines(migration)).allMatch(line -> isReading(line, migration.dialect()));
    assertThat(migration.costs().settingsChanged()).isZero();
  }
}
