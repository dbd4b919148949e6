package dev.ghostwatch.cli;

import dev.ghostwatch.model.log.ChartSeries;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.log.ThrottleInterval;
import dev.ghostwatch.text.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Draws the course of a run as inline SVG, with bands where it was throttled. */
final class SvgChart {
  private static final int WIDTH = 940;
  private static final int HEIGHT = 150;
  private static final int LEFT = 70;
  private static final int BOTTOM = 18;
  private static final int TOP = 8;
  private static final int MARKS = 6;

  private final StringBuilder html;
  private final RunAnalysis run;
  private final ChartSeries series;
  private final double seconds;

  SvgChart(StringBuilder html, RunAnalysis run, ChartSeries series) {
    this.html = html;
    this.run = run;
    this.series = series;
    seconds = Math.max(1, series.size() * series.secondsAPoint());
  }

  /** One chart with a line for each of the functions from a point to its value. */
  void draw(String unit, List<IntToDoubleFunction> lines) {
    double max = 0;
    for (IntToDoubleFunction line : lines) {
      for (int i = 0; i < series.size(); i++) {
        double value = line.applyAsDouble(i);
        max = value > max ? value : max;
      }
    }
    double top = max == 0 ? 1 : max * 1.05;
    html.append("<svg viewBox=\"0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(HEIGHT)
        .append("\" role=img>");
    bands();
    axis(top, max, unit);
    boolean second = false;
    for (IntToDoubleFunction line : lines) {
      html.append("<path class=\"line").append(second ? " second" : "").append("\" d=\"");
      boolean drawing = false;
      for (int i = 0; i < series.size(); i++) {
        double value = line.applyAsDouble(i);
        if (Double.isNaN(value)) {
          continue;
        }
        html.append(drawing ? 'L' : 'M')
            .append(place(x(i * (double) series.secondsAPoint())))
            .append(' ')
            .append(place(y(value / top)));
        drawing = true;
      }
      html.append("\"/>");
      second = true;
    }
    html.append("</svg>\n");
  }

  private void bands() {
    Instant start = run.startedAt();
    if (start == null) {
      return;
    }
    for (ThrottleInterval interval : run.throttling().intervals().kept()) {
      if (interval.from() == null) {
        continue;
      }
      double from = x((double) Duration.between(start, interval.from()).toSeconds());
      double width = Math.max(1, interval.seconds() / seconds * (WIDTH - LEFT));
      html.append("<rect class=band x=")
          .append(place(from))
          .append(" y=")
          .append(TOP)
          .append(" width=")
          .append(place(width))
          .append(" height=")
          .append(HEIGHT - BOTTOM - TOP)
          .append("><title>")
          .append(interval.kind().jsonName())
          .append("</title></rect>");
    }
  }

  private void axis(double top, double max, String unit) {
    html.append("<path class=axis d=\"M")
        .append(LEFT)
        .append(' ')
        .append(TOP)
        .append('V')
        .append(HEIGHT - BOTTOM)
        .append('H')
        .append(WIDTH)
        .append("\" fill=none />");
    text(LEFT - 6, y(max / top) + 4, "end", label(max) + unit);
    text(LEFT - 6, y(0), "end", "0");
    for (int i = 1; i < MARKS; i++) {
      long at = Math.round(seconds * i / MARKS);
      text(x((double) at), HEIGHT - 4, "middle", Figures.duration(Duration.ofSeconds(at)));
    }
  }

  private void text(double x, double y, String anchor, String value) {
    html.append("<text x=")
        .append(place(x))
        .append(" y=")
        .append(place(y))
        .append(" text-anchor=")
        .append(anchor)
        .append('>')
        .append(value)
        .append("</text>");
  }

  private static String label(double value) {
    return value >= 100 ? Figures.grouped(Math.round(value)) : Figures.decimal(value, 2);
  }

  private double x(double second) {
    return LEFT + second / seconds * (WIDTH - LEFT);
  }

  private static double y(double share) {
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
  }

  private static String place(double value) {
    return Figures.decimal(value, 1);
  }
}
