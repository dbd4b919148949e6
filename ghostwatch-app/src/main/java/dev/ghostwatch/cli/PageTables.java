package dev.ghostwatch.cli;

import dev.ghostwatch.insight.log.ErrorCatalogue;
import dev.ghostwatch.model.log.ErrorClass;
import dev.ghostwatch.model.log.LogAnalysis;
import dev.ghostwatch.model.log.Problem;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.model.log.RunOutcome;
import dev.ghostwatch.model.log.ThrottleInterval;
import dev.ghostwatch.text.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands below the charts of a page: errors, throttling, events, figures and earlier runs. */
final class PageTables {
  private static final int SHOWN = 80;
  private static final int SHOWN_ERRORS = 40;
  private static final int LONGEST = 360;

  private final CliContext context;
  private final LogInput input;
  private final Html html;
  private final ErrorCatalogue catalogue;

  PageTables(CliContext context, LogInput input, Html html, ErrorCatalogue catalogue) {
    this.context = context;
    this.input = input;
    this.html = html;
    this.catalogue = catalogue;
  }

  void draw(LogAnalysis analysis) {
    RunAnalysis run = analysis.last();
    errors(run);
    throttling(run);
    table(
        "page.warnings",
        run.warnings(),
        warning -> {
          time(warning.at());
          wide(warning.message());
        });
    table(
        "page.events",
        run.events(),
        event -> {
          time(event.at());
          wide(event(event));
        });
    figures(run);
    if (analysis.runs().count() > 1) {
      table("page.runs", analysis.runs(), this::run);
    }
  }

  private String event(RunEvent event) {
    return context.text("follow.event." + event.type().jsonName(), event.text());
  }

  // --- errors

  private void errors(RunAnalysis run) {
    List<ProblemGroups.Group> groups = ProblemGroups.of(run.errors().kept(), catalogue);
    if (groups.isEmpty()) {
      return;
    }
    html.raw("<section>").element("h2", context.text("page.errors"));
    List<ProblemGroups.Group> shown = shown(groups, SHOWN_ERRORS);
    shown.forEach(group -> problem(group, run));
    omitted(groups.size() - shown.size());
    html.raw("</section>\n");
  }

  private void problem(ProblemGroups.Group group, RunAnalysis run) {
    Problem last = group.last();
    ErrorClass known = group.known();
    html.raw("<div class=\"problem\"><p><span class=\"tag\">")
        .text(known.category().jsonName())
        .raw("</span> <code>")
        .text(last.message(), LONGEST)
        .raw("</code>");
    if (group.isHarmless() && run.outcome() == RunOutcome.SUCCEEDED) {
      html.raw(" <span class=\"dim\">").text(context.text("analyze.harmless")).raw("</span>");
    }
    html.raw("</p>").element("p", "dim", group.seen(context, input.zone()));
    told("label.cause", known.cause());
    told("label.advice", known.advice());
    if (known.link() != null) {
      told("errors.label.link", known.link());
    }
    html.raw("</div>");
  }

  private void told(String key, String text) {
    html.raw("<p><b>").text(context.text(key)).raw(":</b> ").text(text).raw("</p>");
  }

  // --- throttling

  private void throttling(RunAnalysis run) {
    if (run.throttling().samples() == 0) {
      return;
    }
    html.raw("<section>").element("h2", context.text("page.throttled"));
    html.raw("<div class=\"scroll\"><table>");
    run.throttling()
        .byKind()
        .forEach((kind, lost) -> {
          html.raw("<tr><th scope=\"row\"><span class=\"key c-" + kind.jsonName() + "\"></span>")
              .text(context.text("throttle.kind." + kind.jsonName()))
              .raw("</th>");
          number(Figures.span(lost));
          html.raw("</tr>");
        });
    html.raw("</table></div>")
        .element("h3", context.text("page.intervals"))
        .raw("<div class=\"scroll\"><table>");
    List<ThrottleInterval> intervals = run.throttling().intervals().kept();
    List<ThrottleInterval> shown = shown(intervals, SHOWN);
    for (ThrottleInterval interval : shown) {
      html.raw("<tr>");
      time(interval.from());
      number(Figures.span(interval.seconds()));
      html.raw("<td><span class=\"key c-" + interval.kind().jsonName() + "\"></span></td>");
      wide(interval.text());
      html.raw("</tr>");
    }
    html.raw("</table></div>");
    omitted(run.throttling().intervals().count() - shown.size());
    html.raw("</section>\n");
  }

  // --- figures

  private void figures(RunAnalysis run) {
    html.raw("<section>").element("h2", context.text("page.figures"));
    html.raw("<div class=\"scroll\"><table>");
    for (RunAnalysis.Phase phase : run.phases()) {
      row(
          context.text("page.phase", context.text("analyze.phase." + phase.name())),
          Figures.span(phase.seconds()));
    }
    row(context.text("page.average"), number(run.rate().averageRowsPerSecond()));
    row(context.text("page.fastest"), number(run.rate().maxRowsPerSecond()));
    row(context.text("page.averageLag"), number(run.lag().averageSeconds()));
    row(context.text("page.p95Lag"), number(run.lag().p95Seconds()));
    row(context.text("page.maxLag"), number(run.lag().maxSeconds()));
    row(context.text("page.maxHeartbeat"), number(run.lag().maxHeartbeatSeconds()));
    row(
        context.text("page.maxBacklog"),
        grouped(run.backlog().max()) + " / " + grouped(run.backlog().capacity()));
    row(context.text("page.fullBacklog"), Figures.grouped(run.backlog().samplesFull()));
    row(context.text("page.attempts"), Figures.grouped(run.cutOver().attempts()));
    row(context.text("page.failedAttempts"), Figures.grouped(run.cutOver().failed()));
    row(context.text("page.postponed"), duration(run.cutOver().postponedSeconds()));
    row(context.text("page.samples"), Figures.grouped(run.progress().samples()));
    String coordinates = run.progress().lastCoordinates();
    row(context.text("page.coordinates"), coordinates == null ? "-" : coordinates);
    html.raw("</table></div></section>\n");
  }

  private void row(String label, String value) {
    html.raw("<tr><th scope=\"row\">").text(label).raw("</th>");
    html.raw("<td>").text(value, LONGEST).raw("</td></tr>");
  }

  private void run(RunAnalysis run) {
    time(run.startedAt());
    wide(AnalysisView.name(run));
    html.raw("<td>").text(context.text("page.outcome." + run.outcome())).raw("</td>");
    number(grouped(run.progress().lastRowsCopied()));
    number(duration(run.durationSeconds()));
  }

  // --- rows and cells

  private <T> void table(
      String heading, RunAnalysis.Noted<T> noted, java.util.function.Consumer<T> cells) {
    if (noted.kept().isEmpty()) {
      return;
    }
    html.raw("<section>").element("h2", context.text(heading));
    html.raw("<div class=\"scroll\"><table>");
    List<T> shown = shown(noted.kept(), SHOWN);
    for (T each : shown) {
      html.raw("<tr>");
      cells.accept(each);
      html.raw("</tr>");
    }
    html.raw("</table></div>");
    omitted(noted.count() - shown.size());
    html.raw("</section>\n");
  }

  private static <T> List<T> shown(List<T> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    List<T> some = new ArrayList<>(all.subList(0, most / 2));
    some.addAll(all.subList(all.size() - most / 2, all.size()));
    return some;
  }

  private void omitted(long count) {
    if (count > 0) {
      html.element("p", "dim", context.text("page.omitted", Figures.grouped(count)));
    }
  }

  private void time(@Nullable Instant time) {
    number(timeText(time));
  }

  private void number(String text) {
    html.element("td", "num", text);
  }

  private void wide(String text) {
    html.raw("<td class=\"wide\">").text(text, LONGEST).raw("</td>");
  }

  private String timeText(@Nullable Instant time) {
    return time == null ? "-" : Figures.time(time, input.zone());
  }

  private static String duration(@Nullable Long seconds) {
    return seconds == null ? "-" : Figures.duration(Duration.ofSeconds(seconds));
  }

  private static String grouped(@Nullable Long value) {
    return value == null ? "-" : Figures.grouped(value);
  }

  private static String number(@Nullable Double value) {
    return value == null
        ? "-"
        : value >= 100 ? Figures.grouped(Math.round(value)) : Figures.decimal(value, 2);
  }
}
