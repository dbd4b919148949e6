package dev.ghostwatch.simulator;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Thresholds of status variables, as max-load and critical-load take them. */
record LoadLimits(Map<String, Long> byVariable) {

  static LoadLimits parse(String list) throws CommandRefused {
    Map<String, Long> limits = new TreeMap<>();
    if (list.isEmpty()) {
      return new LoadLimits(limits);
    }
    for (String condition : list.split(",", -1)) {
      String[] tokens = condition.split("=", -1);
      if (tokens.length != 2) {
        throw new CommandRefused("Error parsing load condition: " + condition);
      }
      if (tokens[0].isEmpty()) {
        throw new CommandRefused("Error parsing status variable in load condition: " + condition);
      }
      try {
        limits.put(tokens[0], Long.parseLong(tokens[1]));
      } catch (NumberFormatException _) {
        throw new CommandRefused("Error parsing numeric value in load condition: " + condition);
      }
    }
    return new LoadLimits(limits);
  }

  @Override
  public String toString() {
    return byVariable.entrySet().stream()
        .map(limit -> limit.getKey() + "=" + limit.getValue())
        .collect(Collectors.joining(","));
  }
}
