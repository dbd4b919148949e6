package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Severity;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the way a gh-ost process was started: rules D39 and D40. */
public final class ProcessRules {
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
                  String.join(" ", process.maskedArguments()))));
    }
    return findings;
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
