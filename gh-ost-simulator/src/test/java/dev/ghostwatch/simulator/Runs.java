package dev.ghostwatch.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Short ways to the runs the tests need. */
final class Runs {
  static final Instant START = Instant.parse("2026-11-22T13:00:00Z");
  static final RunIdentity ORDERS = RunIdentity.of("shop", "orders", START);

  private Runs() {}

  static SimulatedMigration of(GhostDialect dialect, Story story) {
    return new SimulatedMigration(ORDERS, dialect, story);
  }

  static SimulatedMigration at(GhostDialect dialect, Story story, Duration since) {
    SimulatedMigration migration = of(dialect, story);
    migration.advanceTo(START.plus(since));
    return migration;
  }

  static void pass(SimulatedMigration migration, Duration time) {
    migration.advanceTo(migration.now().plus(time));
  }

  static StatusFigures sup(SimulatedMigration migration) {
    String reply = migration.command("sup");
    return requireNonNull(Recordings.figures(reply.lines().toList().getLast()), reply);
  }

  /** The whole output of a story. */
  static List<String> output(GhostDialect dialect, Story story) {
    List<String> lines = new ArrayList<>();
    new SimulatedMigration(ORDERS, dialect, story, FlagFiles.inMemory(), lines::add)
        .runToEnd(Duration.ofHours(8));
    return lines;
  }
}
