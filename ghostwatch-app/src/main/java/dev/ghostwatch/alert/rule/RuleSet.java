package dev.ghostwatch.alert.rule;

import dev.ghostwatch.alert.subject.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules in force.
 *
 * @param migration asked of each migration
 * @param server asked of each database server
 * @param agent asked once
 */
public record RuleSet(
    List<Rule<Subject.OfMigration>> migration,
    List<Rule<Subject.OfServer>> server,
    List<Rule<Subject.OfAgent>> agent) {
  public static final RuleSet NONE = new RuleSet(List.of(), List.of(), List.of());

  public RuleSet {
    migration = List.copyOf(migration);
    server = List.copyOf(server);
    agent = List.copyOf(agent);
  }

  /** All of them. */
  public List<Rule<?>> all() {
    List<Rule<?>> all = new ArrayList<>(migration);
    all.addAll(server);
    all.addAll(agent);
    return all;
  }
}
