package dev.ghostwatch.insight.diagnosis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rules that could not be asked for the same lack, or that see less for it.
 *
 * @param input what is lacking
 * @param rules those that could not be asked at all
 * @param dimmed those that were asked and would see more with it
 */
public record Unchecked(Input input, List<String> rules, List<String> dimmed) {
  public Unchecked {
    rules = List.copyOf(rules);
    dimmed = List.copyOf(dimmed);
  }

  /** What could not be checked in a case, and for lack of what. */
  public static List<Unchecked> of(CaseFile file) {
    Map<Input, List<String>> lacking = new EnumMap<>(Input.class);
    Map<Input, List<String>> dimmed = new EnumMap<>(Input.class);
    Set<Input> known = file.inputs();
    for (Rule rule : Rules.ALL) {
      for (Input input : rule.lacks(file)) {
        lacking.computeIfAbsent(input, _ -> new ArrayList<>()).add(rule.id());
      }
      for (Input input : rule.uses()) {
        if (!known.contains(input)) {
          dimmed.computeIfAbsent(input, _ -> new ArrayList<>()).add(rule.id());
        }
      }
    }
    List<Unchecked> all = new ArrayList<>();
    for (Input input : Input.values()) {
      List<String> rules = lacking.getOrDefault(input, List.of());
      List<String> less = dimmed.getOrDefault(input, List.of());
      if (!rules.isEmpty() || !less.isEmpty()) {
        all.add(new Unchecked(input, rules, less));
      }
    }
    return all;
  }
}
