package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.model.Finding;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A rule of the diagnosis: a small pure function.
 *
 * @param id {@code D1} … {@code D40}
 * @param needs without these it cannot tell anything
 * @param uses these it tells more with
 * @param check gives what it finds; usually nothing
 */
public record Rule(
    String id, Set<Input> needs, Set<Input> uses, Function<CaseFile, List<Finding>> check) {
  public Rule {
    needs = Set.copyOf(needs);
    uses = Set.copyOf(uses);
  }

  static Rule of(String id, Set<Input> needs, Function<CaseFile, List<Finding>> check) {
    return new Rule(id, needs, Set.of(), check);
  }

  /** The same, which tells more with these. */
  Rule using(Input... more) {
    return new Rule(id, needs, Set.of(more), check);
  }

  /** What it lacks in a case; empty when it can be asked. */
  public Set<Input> lacks(CaseFile file) {
    Set<Input> lacking = EnumSet.noneOf(Input.class);
    for (Input input : needs) {
      if (!file.inputs().contains(input)) {
        lacking.add(input);
      }
    }
    return lacking;
  }
}
