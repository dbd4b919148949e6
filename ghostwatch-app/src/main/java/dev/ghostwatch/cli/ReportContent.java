package dev.ghostwatch.cli;

import dev.ghostwatch.cli.ReportBlock.Bar;
import dev.ghostwatch.cli.ReportBlock.Bars;
import dev.ghostwatch.cli.ReportBlock.Course;
import dev.ghostwatch.cli.ReportBlock.Fact;
import dev.ghostwatch.cli.ReportBlock.Facts;
import dev.ghostwatch.cli.ReportBlock.Grid;
import dev.ghostwatch.cli.ReportBlock.Points;
import dev.ghostwatch.cli.ReportBlock.Sentences;
import dev.ghostwatch.cli.ReportBlock.Trouble;
import dev.ghostwatch.insight.log.ErrorCatalogue;
import dev.ghostwatch.insight.timelost.TimePhrases;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SettingRow;
import dev.ghostwatch.model.log.ErrorClass;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.model.report.LagFigures;
import dev.ghostwatch.model.report.RunReport;
import dev.ghostwatch.model.timelost.TimeCause;
import dev.ghostwatch.model.timelost.TimeShare;
import dev.ghostwatch.model.timelost.TimeSpent;
import dev.ghostwatch.text.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a report says, in the language of the person, whatever it is printed as. */
final class ReportContent {
  private static final String UNKNOWN = "-";
  private static final int MOST_EVENTS = 60;
  private static final int MOST_TROUBLES = 20;

  private final CliContext context;
  private final ZoneId zone;
  private final RunReport report;
  private final RunAnalysis run;
  private final ErrorCatalogue catalogue;

  ReportContent(CliContext context, ZoneId zone, RunReport report) {
    this.context = context;
    this.zone = zone;
    this.report = report;
    run = report.analysis();
    catalogue = ErrorCatalogue.in(context.texts().language().code());
  }

  String name() {
    return report.facts().table();
  }

  /** How it stands, in a word. */
  String state() {
    return report.row() == null
        ? context.text("page.outcome." + RunSentences.outcome(run))
        : context.text("lifecycle." + report.facts().lifecycle().jsonName());
  }

  List<String> summary() {
    return new RunSentences(context, catalogue).of(report);
  }

  /** All sections below the summary. */
  List<ReportSection> sections() {
    List<ReportSection> sections = new ArrayList<>();
    add(sections, "report.timeLost", timeLost());
    if (run.charts() != null && run.charts().size() > 1) {
      add(sections, "page.course", List.of(new Course()));
    }
    add(sections, "page.errors", errors());
    add(sections, "report.findings", findings());
    add(sections, "report.cutOver", cutOver());
    add(sections, "report.lag", lag());
    add(sections, "report.settings", settings());
    add(sections, "report.commands", commands());
    if (report.comparison() != null) {
      add(sections, "report.comparison", new ComparisonBlocks(context).of(report.comparison()));
    }
    add(sections, "report.timeline", timeline());
    add(sections, "report.run", facts());
    return sections;
  }

  private void add(List<ReportSection> sections, String key, List<ReportBlock> blocks) {
    if (!blocks.isEmpty()) {
      sections.add(new ReportSection(context.text(key), blocks));
    }
  }

  // --- where the time went

  private List<ReportBlock> timeLost() {
    TimeSpent time = report.facts().time();
    List<ReportBlock> blocks = new ArrayList<>();
    List<Bar> bars = new ArrayList<>();
    for (TimeShare share : time.shares()) {
      bars.add(
          new Bar(
              css(share.cause()),
              said(TimePhrases.of(share.cause())),
              Figures.span(Math.round(share.seconds())),
              time.share(share.seconds())));
    }
    if (bars.isEmpty()) {
      return blocks;
    }
    blocks.add(new Bars(bars));
    List<String> wins =
        time.wins().stream()
            .filter(win -> win.mostSeconds() >= 1)
            .map(win -> said(TimePhrases.of(win)))
            .toList();
    if (!wins.isEmpty()) {
      blocks.add(new Sentences(List.of(context.text("report.wins"))));
      blocks.add(new Points(wins));
    }
    return blocks;
  }

  private static String css(TimeCause cause) {
    return switch (cause) {
      case TimeCause.Throttled throttled -> throttled.kind().jsonName();
      case TimeCause.Stage stage ->
          switch (stage) {
            case PREPARING -> "prepare";
            case COUNTING -> "counting";
            case COPYING -> "copy";
            case SLEEPING -> "sleeping";
            case WRITES -> "writes";
            case POSTPONED -> "postponed";
            case CUT_OVER -> "cut-over";
            case UNKNOWN -> "unknown";
          };
    };
  }

  // --- errors and findings

  private List<ReportBlock> errors() {
    List<ReportBlock> blocks = new ArrayList<>();
    List<ProblemGroups.Group> groups = ProblemGroups.of(run.errors().kept(), catalogue);
    for (ProblemGroups.Group group : groups.subList(0, Math.min(MOST_TROUBLES, groups.size()))) {
      ErrorClass known = group.known();
      String tag = known.category().jsonName();
      blocks.add(
          new Trouble(
              group.isHarmless() ? tag + ", " + context.text("report.harmless") : tag,
              group.last().message(),
              seen(group),
              known.cause(),
              known.advice(),
              null));
    }
    omitted(blocks, groups.size() - MOST_TROUBLES);
    return blocks;
  }

  private String seen(ProblemGroups.Group group) {
    Instant first = group.first().at();
    Instant last = group.last().at();
    return group.count() == 1
        ? time(last)
        : context.text("report.seen", Figures.grouped(group.count()), time(first), time(last));
  }

  private List<ReportBlock> findings() {
    List<ReportBlock> blocks = new ArrayList<>();
    for (FindingRow row :
        report.findings().subList(0, Math.min(MOST_TROUBLES, report.findings().size()))) {
      Finding finding = row.finding();
      blocks.add(
          new Trouble(
              context.text("severity." + finding.severity().jsonName()).strip()
                  + " "
                  + finding.rule(),
              said(finding.title()),
              row.to() == null
                  ? time(row.from())
                  : context.text("report.fromTo", time(row.from()), time(row.to())),
              said(finding.cause()),
              said(finding.advice()),
              // Of one that is over there is nothing to be typed any more.
              row.to() == null ? finding.command() : null));
    }
    omitted(blocks, report.findings().size() - MOST_TROUBLES);
    return blocks;
  }

  private void omitted(List<ReportBlock> blocks, long count) {
    if (count > 0) {
      blocks.add(new Sentences(List.of(context.text("page.omitted", Figures.grouped(count)))));
    }
  }

  // --- cut-over, lag, settings, commands

  private List<ReportBlock> cutOver() {
    RunAnalysis.CutOver cutOver = run.cutOver();
    if (cutOver.attempts() == 0 && cutOver.postponedSeconds() == 0) {
      return List.of();
    }
    Double lock = cutOver.lockSeconds();
    return List.of(
        new Facts(
            List.of(
                new Fact(context.text("page.attempts"), Figures.grouped(cutOver.attempts())),
                new Fact(context.text("page.failedAttempts"), Figures.grouped(cutOver.failed())),
                new Fact(
                    context.text("page.postponed"),
                    Figures.duration(Duration.ofSeconds(cutOver.postponedSeconds()))),
                new Fact(
                    context.text("page.tile.lock"),
                    lock == null ? context.text("report.lock.unknown") : Figures.seconds(lock)))));
  }

  private List<ReportBlock> lag() {
    List<List<String>> rows = new ArrayList<>();
    for (LagFigures lag : report.facts().lag()) {
      rows.add(
          List.of(
              context.text("report.lag." + lag.method()),
              Figures.seconds(lag.average()),
              Figures.seconds(lag.p95()),
              Figures.seconds(lag.max()),
              Figures.grouped(lag.samples())));
    }
    return rows.isEmpty() ? List.of() : List.of(new Grid(header("report.head.lag"), rows));
  }

  private List<ReportBlock> settings() {
    List<ReportBlock> blocks = new ArrayList<>();
    if (!run.settings().isEmpty()) {
      List<Fact> facts = new ArrayList<>();
      new TreeMap<>(run.settings())
          .forEach((name, value) -> facts.add(new Fact(name, value.isEmpty() ? "''" : value)));
      blocks.add(
          new Sentences(
              List.of(
                  context.text(
                      report.row() == null ? "report.settings.last" : "report.settings.first"))));
      blocks.add(new Facts(facts));
    }
    List<List<String>> changes =
        report.settings().stream()
            .filter(change -> change.before() != null)
            .map(change ->
                List.of(
                    time(change.at()),
                    change.name(),
                    change.before() == null ? "?" : change.before(),
                    change.after()))
            .toList();
    blocks.add(
        changes.isEmpty()
            ? new Sentences(List.of(context.text("report.settings.unchanged")))
            : new Grid(header("report.head.settings"), changes));
    return blocks;
  }

  private List<ReportBlock> commands() {
    List<List<String>> rows = new ArrayList<>();
    for (CommandRow command : report.commands()) {
      rows.add(
          List.of(
              time(command.at()),
              command.person(),
              command.command(),
              context.text(command.sent() ? "report.sent" : "report.notSent"),
              answer(command)));
    }
    if (rows.isEmpty()) {
      return report.row() == null
          ? List.of()
          : List.of(new Sentences(List.of(context.text("report.commands.none"))));
    }
    return List.of(new Grid(header("report.head.commands"), rows));
  }

  /** What changed, or why nothing was sent; the status that gh-ost answers with is no news. */
  private static String answer(CommandRow command) {
    if (command.before() != null && command.after() != null) {
      return command.before() + " -> " + command.after();
    }
    String answer = command.answer();
    return answer == null || (command.sent() && answer.contains("Copy: "))
        ? UNKNOWN
        : answer.strip();
  }

  // --- what happened, and the run itself

  /** Events of gh-ost, and what people did, in the order in which they happened. */
  private List<ReportBlock> timeline() {
    List<Happened> all = new ArrayList<>();
    for (RunEvent event : run.events().kept()) {
      all.add(new Happened(event.at(), happened(event)));
    }
    if (report.row() != null) {
      for (SettingRow change : report.settings()) {
        if (change.before() != null) {
          all.add(
              new Happened(
                  change.at(),
                  context.text(
                      "follow.event.setting-changed",
                      change.name() + ": " + change.before() + " -> " + change.after())));
        }
      }
      for (CommandRow command : report.commands()) {
        all.add(
            new Happened(
                command.at(),
                context.text("report.commanded", command.person(), command.command())));
      }
    }
    // The sort is stable: what has no time stays where the log has it.
    if (all.stream().allMatch(it -> it.at() != null)) {
      all.sort(Comparator.comparing(Happened::time));
    }
    List<List<String>> rows = all.stream().map(it -> List.of(time(it.at()), it.text())).toList();
    if (rows.isEmpty()) {
      return List.of();
    }
    List<ReportBlock> blocks = new ArrayList<>();
    blocks.add(new Grid(header("report.head.timeline"), shown(rows)));
    omitted(blocks, run.events().omitted() + Math.max(0, rows.size() - MOST_EVENTS));
    return blocks;
  }

  private record Happened(@Nullable Instant at, String text) {
    Instant time() {
      return at == null ? Instant.EPOCH : at;
    }
  }

  private String happened(RunEvent event) {
    String text = context.text("follow.event." + event.type().jsonName(), event.text()).strip();
    return event.text().isBlank() ? text.replaceFirst("[:\uff1a]$", "") : text;
  }

  private static List<List<String>> shown(List<List<String>> all) {
    if (all.size() <= MOST_EVENTS) {
      return all;
    }
    List<List<String>> some = new ArrayList<>(all.subList(0, MOST_EVENTS / 2));
    some.addAll(all.subList(all.size() - MOST_EVENTS / 2, all.size()));
    return some;
  }

  private List<ReportBlock> facts() {
    List<Fact> facts = new ArrayList<>();
    MigrationRow row = report.row();
    if (row != null) {
      fact(facts, "report.fact.id", row.id());
      fact(facts, "report.fact.server", row.migratedHost());
      fact(facts, "report.fact.inspected", row.inspectedHost());
      fact(facts, "report.fact.host", row.executingHost());
    }
    fact(facts, "report.fact.version", run.ghostVersion());
    fact(facts, "label.started", time(run.startedAt()));
    if (row == null || row.endedAt() != null) {
      fact(facts, "report.fact.ended", time(run.endedAt()));
    }
    fact(facts, "page.samples", Figures.grouped(run.progress().samples()));
    if (row != null && !row.arguments().isEmpty()) {
      fact(facts, "label.command", String.join(" ", row.arguments()));
    }
    return List.of(new Facts(facts));
  }

  private void fact(List<Fact> facts, String key, @Nullable String value) {
    facts.add(new Fact(context.text(key), value == null ? UNKNOWN : value));
  }

  // --- words

  private List<String> header(String key) {
    return List.of(context.text(key).split("\\|", -1));
  }

  private String time(@Nullable Instant at) {
    return at == null ? UNKNOWN : Figures.time(at, zone);
  }

  private String said(Phrase phrase) {
    return context.text(phrase.key(), phrase.arguments().toArray(String[]::new));
  }
}
