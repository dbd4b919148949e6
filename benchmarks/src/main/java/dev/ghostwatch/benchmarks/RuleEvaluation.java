package dev.ghostwatch.benchmarks;

import dev.ghostwatch.alert.rule.LifeCycle;
import dev.ghostwatch.alert.rule.LoadedRules;
import dev.ghostwatch.alert.rule.RuleEngine;
import dev.ghostwatch.alert.rule.RulePlayer;
import dev.ghostwatch.alert.rule.Vocabularies;
import dev.ghostwatch.alert.subject.AgentHealth;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.config.rule.RulesConfig;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.monitor.MigrationMonitor;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.RunIdentity;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.Stories;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How long the rules take for many migrations: the built-in rules and all policies. */
public final class RuleEvaluation {
  private static final int ROUNDS = 60;
  private static final int WARM = 20;
  private static final Instant START = Instant.parse("2026-11-22T13:08:06Z");

  private record Subject(RulePlayer player, MigrationMonitor monitor, StatusReply reply) {}

  private RuleEvaluation() {}

  /** {@code RuleEvaluation MIGRATIONS}: a line with the times of rounds over all of them. */
  public static void main(String[] arguments) {
    int migrations = Integer.parseInt(arguments[0]);
    long begun = System.nanoTime();
    LoadedRules loaded =
        LoadedRules.of(
            RulesConfig.DEFAULT.withPolicies(List.of(RulesConfig.Policy.values())),
            Map.of(),
            new Vocabularies());
    double loading = millis(begun);
    RuleEngine engine = new RuleEngine(loaded.rules(), LifeCycle.LIVE, List.of());
    List<Subject> subjects = subjects(engine, migrations);
    double[] rounds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      Instant now = START.plusSeconds(240L + 5L * round);
      List<Snapshot> pictures = new ArrayList<>();
      for (Subject subject : subjects) {
        pictures.add(
            subject
                .monitor()
                .observe(new Observation.StatusSeen(now, FigureSource.SOCKET, subject.reply())));
      }
      long begin = System.nanoTime();
      for (int i = 0; i < subjects.size(); i++) {
        subjects
            .get(i)
            .player()
            .play(pictures.get(i), ServersAndHost.NOTHING, AgentHealth.UNKNOWN, now);
      }
      rounds[round] = millis(begin);
    }
    double first = rounds[0];
    double[] warm = Arrays.copyOfRange(rounds, WARM, ROUNDS);
    Arrays.sort(warm);
    System.out.printf(
        "%d rules x %d migrations: loading %.0f ms, first round %.0f ms, then median %.0f ms, worst %.0f ms%n",
        loaded.rules().migration().size(),
        migrations,
        loading,
        first,
        warm[warm.length / 2],
        warm[warm.length - 1]);
  }

  private static List<Subject> subjects(RuleEngine engine, int migrations) {
    List<String> stories = Stories.names();
    List<Subject> subjects = new ArrayList<>();
    for (int i = 0; i < migrations; i++) {
      SimulatedMigration ghost =
          new SimulatedMigration(
              RunIdentity.of("shop", "orders" + i, START),
              GhostDialect.V1_1_10,
              Stories.byName(stories.get(i % stories.size())));
      ghost.advanceTo(START.plus(Duration.ofSeconds(230)));
      subjects.add(
          new Subject(
              new RulePlayer(engine),
              new MigrationMonitor("unix:/tmp/" + i + ".sock"),
              StatusReply.parse(ghost.command("status"))));
    }
    return subjects;
  }

  private static double millis(long since) {
    return (System.nanoTime() - since) / 1e6;
  }
}
