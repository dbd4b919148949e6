package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** What is wrong with the way a gh-ost process was started: rules D39 and D40. */
public final class ProcessRules {
  /** As {@link ProcessFacts#maskedArguments()} have it. */
  private static final String MASK = "****";

  private ProcessRules() {}

  /** The findings about a process. */
  public static List<Finding> check(ProcessFacts process) {
    List<Finding> findings = new ArrayList<>();
    if (Boolean.TRUE.equals(process.tcpOnAllInterfaces()) && process.tcpPort() != null) {
      findings.add(
          finding(
              "D39",
              Phrase.of(
                  "D39.evidence", process.tcpPort().toString(), String.valueOf(process.pid()))));
    }
    if (process.passwordInArguments()) {
      findings.add(
          finding(
              "D40",
              Phrase.of(
                  "D40.evidence",
                  String.valueOf(process.pid()),
                  secrets(process.maskedArguments()))));
    }
    return findings;
  }

  /** The arguments that hold secrets, masked; a command line is long. */
  private static String secrets(List<String> arguments) {
    StringJoiner told = new StringJoiner(" … ");
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals(MASK) && i > 0) {
        told.add(arguments.get(i - 1) + " " + MASK);
      } else if (argument.contains(MASK)) {
        told.add(argument);
      }
    }
    return told.length() == 0 ? String.join(" ", arguments) : told.toString();
  }

  private static Finding finding(String rule, Phrase evidence) {
    return new Finding(
        rule,
        Severity.WARNING,
        Phrase.of(rule + ".title"),
        List.of(evidence),
        Phrase.of(rule + ".cause"),
        Phrase.of(rule + ".advice"),
        null);
  }
}
