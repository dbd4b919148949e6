package dev.ghostwatch.cli;

import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.log.ChartSeries;
import dev.ghostwatch.model.log.Problem;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.text.Figures;
import java.time.Instant;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Draws the course of a run as inline SVG: its phases and events, and what the samples tell. */
final class RunCharts {
  private static final int HEIGHT = 150;
  private static final int TOP = 8;
  private static final int BOTTOM = HEIGHT - 20;
  private static final int MOST_MARKS = 200;
  private static final int MOST_LINES = 20;

  private final CliContext context;
  private final Html html;
  private final RunAnalysis run;
  private final ChartSeries series;
  private final TimeAxis axis;
  private final ThrottleBands bands;

  RunCharts(CliContext context, Html html, RunAnalysis run, ChartSeries series) {
    this.context = context;
    this.html = html;
    this.run = run;
    this.series = series;
    long told = run.durationSeconds() == null ? 0 : run.durationSeconds();
    axis =
        new TimeAxis(run.startedAt(), Math.max(told, (series.size() - 1) * series.secondsAPoint()));
    bands = new ThrottleBands(run, axis);
  }

  void draw() {
    html.raw("<section>").element("h2", context.text("page.course"));
    timeline();
    legend();
    chart("page.progress", "%", List.of(point -> scaled(series.percentTenths(point), 10)));
    chart("page.rate", "", List.of(this::rate));
    chart(
        "page.lag",
        " s",
        List.of(
            point -> scaled(series.lagMillis(point), 1000),
            point -> scaled(series.heartbeatMillis(point), 1000)));
    chart("page.backlog", "", List.of(point -> scaled(series.backlog(point), 1)));
    html.element("p", "dim", context.text("page.axis")).raw("</section>\n");
  }

  // --- phases, throttling and events

  private void timeline() {
    html.raw("<div class=\"scroll\"><svg viewBox=\"0 0 " + TimeAxis.WIDTH + " 92\" role=\"img\">");
    html.element("title", context.text("page.course"));
    axis.draw(html, 4, 72);
    lane("page.lane.phases", 16);
    for (RunAnalysis.Phase phase : run.phases()) {
      double from = axis.x(phase.from());
      double to = axis.x(phase.to());
      if (!Double.isNaN(from) && !Double.isNaN(to)) {
        html.raw("<rect class=\"c-" + phase.name() + "\" x=\"")
            .raw(from)
            .raw("\" y=\"6\" width=\"")
            .raw(Math.max(1.5, to - from))
            .raw("\" height=\"14\"><title>")
            .text(phaseWords(phase))
            .raw("</title></rect>");
      }
    }
    lane("page.lane.throttled", 38);
    bands.draw(html, "solid", 28, 42);
    lane("page.lane.events", 60);
    marks();
    html.raw("</svg></div>");
  }

  private String phaseWords(RunAnalysis.Phase phase) {
    return context.text("analyze.phase." + phase.name()) + " " + Figures.span(phase.seconds());
  }

  private void lane(String key, int y) {
    html.raw(
            "<text class=\"on\" x=\""
                + (TimeAxis.LEFT - 8)
                + "\" y=\""
                + y
                + "\" text-anchor=\"end\">")
        .text(context.text(key))
        .raw("</text>");
  }

  private void marks() {
    int drawn = 0;
    for (RunEvent event : run.events().kept()) {
      String css = css(event.type());
      if (css != null && drawn++ < MOST_MARKS) {
        mark(
            event.at(), css, context.text("follow.event." + event.type().jsonName(), event.text()));
      }
    }
    drawn = 0;
    for (Problem error : run.errors().kept()) {
      if (drawn++ < MOST_MARKS) {
        mark(error.at(), "m-problem", error.message());
      }
    }
  }

  private void mark(@Nullable Instant at, String css, String words) {
    double x = axis.x(at);
    if (!Double.isNaN(x)) {
      html.raw("<circle class=\"" + css + "\" cx=\"")
          .raw(x)
          .raw("\" cy=\"56\" r=\"4\"><title>")
          .text(words, 120)
          .raw("</title></circle>");
    }
  }

  /** Throttling has a lane of its own. */
  private static @Nullable String css(RunEvent.Type type) {
    return switch (type) {
      case THROTTLE, RESUME, COPY_STARTED, ROWS_ESTIMATED -> null;
      case CUT_OVER_FAILED, FAILED, PANIC -> "m-problem";
      case SETTING_CHANGED, COMMAND, POSTPONED, UNPOSTPONED, RECONNECTED -> "m-change";
      case STARTED, GHOST_CREATED, COPY_COMPLETE, CUT_OVER_ATTEMPT, SUCCEEDED -> "m-step";
    };
  }

  private void legend() {
    html.raw("<ul class=\"legend\">");
    for (RunAnalysis.Phase phase : run.phases()) {
      key("c-" + phase.name(), phaseWords(phase));
    }
    run.throttling()
        .byKind()
        .forEach((kind, seconds) -> key("c-" + kind.jsonName(), kind(kind, seconds)));
    html.raw("</ul><ul class=\"legend\">");
    key("m-step", context.text("page.mark.step"));
    key("m-change", context.text("page.mark.change"));
    key("m-problem", context.text("page.mark.problem"));
    html.raw("</ul>");
  }

  private String kind(ThrottleReason.Kind kind, long seconds) {
    return context.text("throttle.kind." + kind.jsonName()) + " " + Figures.span(seconds);
  }

  private void key(String css, String words) {
    html.raw("<li><span class=\"key " + css + "\"></span>").text(words).raw("</li>");
  }

  // --- charts

  private void chart(String title, String unit, List<IntToDoubleFunction> lines) {
    html.raw("<h3>").text(context.text(title));
    if (lines.size() > 1) {
      html.raw(" <span class=\"dim\"><span class=\"key stroke c-line\"></span>")
          .text(context.text("page.line.lag"))
          .raw(" &#160;<span class=\"key stroke c-second\"></span>")
          .text(context.text("page.line.heartbeat"))
          .raw("</span>");
    }
    html.raw("</h3>");
    double max = 0;
    for (IntToDoubleFunction line : lines) {
      for (int i = 0; i < series.size(); i++) {
        double value = line.applyAsDouble(i);
        max = value > max ? value : max;
      }
    }
    ValueAxis values = new ValueAxis(max, unit, TOP, BOTTOM);
    html.raw("<div class=\"scroll\"><svg viewBox=\"0 0 " + TimeAxis.WIDTH + " " + HEIGHT)
        .raw("\" role=\"img\">");
    html.element("title", context.text(title));
    bands.draw(html, "band", TOP, BOTTOM);
    axis.draw(html, TOP, BOTTOM);
    values.draw(html);
    turningPoints();
    for (int i = lines.size() - 1; i >= 0; i--) {
      line(lines.get(i), values, i > 0);
    }
    html.raw("</svg></div>\n");
  }

  /** Where the copy ended and the tables were to be exchanged. */
  private void turningPoints() {
    int drawn = 0;
    for (RunEvent event : run.events().kept()) {
      boolean turns =
          event.type() == RunEvent.Type.COPY_COMPLETE
              || event.type() == RunEvent.Type.CUT_OVER_ATTEMPT
              || event.type() == RunEvent.Type.CUT_OVER_FAILED;
      double x = axis.x(event.at());
      if (turns && !Double.isNaN(x) && drawn++ < MOST_LINES) {
        html.raw("<path class=\"mark\" d=\"M").raw(x).raw(" " + TOP + "V" + BOTTOM + "\"><title>");
        html.text(context.text("follow.event." + event.type().jsonName(), event.text()), 120);
        html.raw("</title></path>");
      }
    }
  }

  private void line(IntToDoubleFunction line, ValueAxis values, boolean second) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < series.size(); i++) {
      double value = line.applyAsDouble(i);
      if (!Double.isNaN(value)) {
        path.append(path.isEmpty() ? 'M' : 'L')
            .append(TimeAxis.place(axis.x(i * (double) series.secondsAPoint())))
            .append(' ')
            .append(TimeAxis.place(values.y(value)));
      }
    }
    if (!path.isEmpty()) {
      html.raw("<path class=\"line" + (second ? " second" : "") + "\" d=\"" + path + "\"/>");
    }
  }

  private static double scaled(long value, double parts) {
    return value == ChartSeries.NONE ? Double.NaN : value / parts;
  }

  private double rate(int point) {
    int before = point - 1;
    while (before >= 0 && series.rows(before) == ChartSeries.NONE) {
      before--;
    }
    return before < 0 || series.rows(point) == ChartSeries.NONE
        ? Double.NaN
        : Math.max(0, series.rows(point) - series.rows(before))
            / (double) ((point - before) * series.secondsAPoint());
  }
}
