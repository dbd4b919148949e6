package dev.ghostwatch.insight.diagnosis;

import static dev.ghostwatch.insight.diagnosis.Input.AUDIT;
import static dev.ghostwatch.insight.diagnosis.Input.COURSE;
import static dev.ghostwatch.insight.diagnosis.Input.LOG;
import static dev.ghostwatch.insight.diagnosis.Input.MYSQL;
import static dev.ghostwatch.insight.diagnosis.Input.PROCESS;
import static dev.ghostwatch.insight.diagnosis.Input.SAMPLES;
import static dev.ghostwatch.insight.diagnosis.Input.SETTINGS;
import static dev.ghostwatch.insight.diagnosis.Input.SOCKET;

import dev.ghostwatch.model.EndpointFacts;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.ProcessFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of the diagnosis, all of them. */
public final class Rules {
  /** D1 to D40 in their order. */
  public static final List<Rule> ALL =
      List.of(
          Rule.of("D1", Set.of(COURSE), ProgressRules::d1).using(MYSQL, LOG),
          Rule.of("D2", Set.of(COURSE), ProgressRules::d2).using(MYSQL, LOG),
          Rule.of("D3", Set.of(COURSE), ProgressRules::d3).using(MYSQL),
          Rule.of("D4", Set.of(COURSE), ProgressRules::d4).using(SETTINGS),
          Rule.of("D5", Set.of(SAMPLES), EstimateRules::d5).using(MYSQL),
          Rule.of("D6", Set.of(SAMPLES), EstimateRules::d6).using(MYSQL, LOG),
          Rule.of("D7", Set.of(), SilenceRules::d7).using(PROCESS, LOG),
          Rule.of("D8", Set.of(SAMPLES), EstimateRules::d8),
          Rule.of("D9", Set.of(PROCESS), SilenceRules::d9).using(SOCKET, LOG),
          Rule.of("D10", Set.of(SAMPLES), ThrottleRules::d10).using(SETTINGS),
          Rule.of("D11", Set.of(SAMPLES), ThrottleRules::d11).using(AUDIT),
          Rule.of("D12", Set.of(SAMPLES), ThrottleRules::d12).using(COURSE, MYSQL),
          Rule.of("D13", Set.of(SAMPLES, MYSQL), LagRules::d13),
          Rule.of("D14", Set.of(SETTINGS, MYSQL), LagRules::d14),
          Rule.of("D15", Set.of(COURSE), LagRules::d15),
          Rule.of("D16", Set.of(SAMPLES), LagRules::d16),
          Rule.of("D17", Set.of(SAMPLES), TimeRules::d17).using(SETTINGS),
          Rule.of("D18", Set.of(SAMPLES), ThrottleRules::d18).using(MYSQL),
          Rule.of("D19", Set.of(SETTINGS), ThrottleRules::d19).using(MYSQL),
          Rule.of("D20", Set.of(SAMPLES), CutOverRules::d20).using(SETTINGS),
          Rule.of("D21", Set.of(SAMPLES, AUDIT), CutOverRules::d21).using(LOG),
          Rule.of("D22", Set.of(SAMPLES), CutOverRules::d22).using(SETTINGS),
          Rule.of("D23", Set.of(SAMPLES), CutOverRules::d23).using(MYSQL),
          Rule.of("D24", Set.of(LOG), CutOverRules::d24).using(PROCESS, MYSQL),
          Rule.of("D25", Set.of(SAMPLES, MYSQL), CutOverRules::d25),
          Rule.of("D26", Set.of(LOG), CutOverRules::d26),
          Rule.of("D27", Set.of(SAMPLES, MYSQL), StorageRules::d27),
          Rule.of("D28", Set.of(SAMPLES, MYSQL), StorageRules::d28),
          Rule.of("D29", Set.of(), ServerRules::d29).using(LOG, MYSQL),
          Rule.of("D30", Set.of(PROCESS), ServerRules::d30),
          Rule.of("D31", Set.of(LOG), ServerRules::d31),
          Rule.of("D32", Set.of(MYSQL), ServerRules::d32),
          Rule.of("D33", Set.of(MYSQL), ServerRules::d33),
          Rule.of("D34", Set.of(SOCKET), file -> socket(file, "D34")),
          Rule.of("D35", Set.of(SOCKET), file -> socket(file, "D35")),
          Rule.of("D36", Set.of(SOCKET), file -> socket(file, "D36")),
          Rule.of("D37", Set.of(SOCKET), file -> socket(file, "D37")),
          Rule.of("D38", Set.of(), SilenceRules::d38).using(LOG, PROCESS),
          Rule.of("D39", Set.of(PROCESS), file -> process(file, "D39")),
          Rule.of("D40", Set.of(PROCESS), file -> process(file, "D40")));

  private static final Comparator<Finding> BY_WEIGHT =
      Comparator.comparing(Finding::severity).reversed();

  private Rules() {}

  private static List<Finding> socket(CaseFile file, String rule) {
    EndpointFacts facts = file.endpoint();
    Optional<Finding> finding = facts == null ? Optional.empty() : SocketRules.check(facts);
    return finding.filter(one -> one.rule().equals(rule)).map(List::of).orElse(List.of());
  }

  private static List<Finding> process(CaseFile file, String rule) {
    ProcessFacts facts = file.snapshot().process();
    return facts == null
        ? List.of()
        : ProcessRules.check(facts).stream().filter(one -> one.rule().equals(rule)).toList();
  }

  /** What the rules find, what matters most first; nothing of a healthy run. */
  public static List<Finding> diagnose(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : ALL) {
      findings.addAll(rule.check().apply(file));
    }
    // The sort is stable: of the same weight those of lower numbers stay first.
    findings.sort(BY_WEIGHT);
    return List.copyOf(findings);
  }
}
