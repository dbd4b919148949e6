package dev.ghostwatch.cli;

import dev.ghostwatch.client.log.LineLevel;
import dev.ghostwatch.insight.log.ErrorCatalogue;
import dev.ghostwatch.model.log.ErrorClass;
import dev.ghostwatch.model.log.Problem;
import dev.ghostwatch.text.Figures;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Problems put together by kind, so that one that comes each second does not hide the others. */
final class ProblemGroups {

  /** Problems of one kind, in their order: the same text but for numbers. Never empty. */
  record Group(List<Problem> problems, ErrorClass known) {
    Group {
      problems = List.copyOf(problems);
    }

    Problem first() {
      return problems.getFirst();
    }

    Problem last() {
      return problems.getLast();
    }

    int count() {
      return problems.size();
    }

    /** Whether the run went on regardless: never so for what gh-ost ended with. */
    boolean isHarmless() {
      return known.harmless()
          && problems.stream().noneMatch(problem -> problem.level() == LineLevel.FATAL);
    }

    /** How often, when and in which line. */
    String seen(CliContext context, ZoneId zone) {
      String line = String.valueOf(last().line());
      return count() == 1
          ? context.text("errors.once", time(last(), zone), line)
          : context.text(
              "errors.seen",
              Figures.grouped(count()),
              time(first(), zone),
              time(last(), zone),
              line);
    }

    private static String time(Problem problem, ZoneId zone) {
      Instant at = problem.at();
      return at == null ? "-" : Figures.time(at, zone);
    }
  }

  private ProblemGroups() {}

  /** The text that problems of one kind have in common. */
  static String kind(Problem problem) {
    return problem.message().replaceAll("[0-9]+", "0");
  }

  /** What is not harmless first, then by the order of their first problems. */
  static List<Group> of(List<Problem> problems, ErrorCatalogue catalogue) {
    Map<String, List<Problem>> kinds = new LinkedHashMap<>();
    for (Problem problem : problems) {
      kinds.computeIfAbsent(kind(problem), _ -> new ArrayList<>()).add(problem);
    }
    List<Group> serious = new ArrayList<>();
    List<Group> harmless = new ArrayList<>();
    for (List<Problem> kind : kinds.values()) {
      Group group = new Group(kind, catalogue.classify(kind.getLast().message()));
      (group.isHarmless() ? harmless : serious).add(group);
    }
    serious.addAll(harmless);
    return serious;
  }
}
