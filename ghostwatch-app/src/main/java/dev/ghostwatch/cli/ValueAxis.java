package dev.ghostwatch.cli;

import dev.ghostwatch.text.Figures;

/** Values from 0 upwards, drawn from the bottom to the top, with marks at round numbers. */
final class ValueAxis {
  private static final int MARKS = 4;

  private final double step;
  private final double top;
  private final String unit;
  private final double highest;
  private final double lowest;

  /**
   * @param max the greatest value to be drawn
   * @param unit written behind the uppermost mark; empty when the heading tells it
   * @param highest where the top is drawn
   * @param lowest where 0 is drawn
   */
  ValueAxis(double max, String unit, double highest, double lowest) {
    this.unit = unit;
    this.highest = highest;
    this.lowest = lowest;
    step = step(max <= 0 ? 1 : max);
    top = Math.max(step, Math.ceil(max / step - 1e-9) * step);
  }

  /** 1, 2 or 5 times a power of ten. */
  private static double step(double max) {
    double power = Math.pow(10, Math.floor(Math.log10(max / MARKS)));
    for (int times : new int[] {1, 2, 5}) {
      if (max / (power * times) <= MARKS + 1e-9) {
        return power * times;
      }
    }
    return power * 10;
  }

  double y(double value) {
    return lowest - Math.clamp(value / top, 0, 1) * (lowest - highest);
  }

  void draw(Html html) {
    int marks = (int) Math.round(top / step);
    int places = step >= 1 ? 0 : (int) Math.ceil(-Math.log10(step) - 1e-9);
    for (int i = 0; i <= marks; i++) {
      double y = y(i * step);
      html.raw("<path class=\"grid\" d=\"M" + TimeAxis.LEFT + " ")
          .raw(y)
          .raw("H" + TimeAxis.RIGHT + "\"/><text x=\"" + (TimeAxis.LEFT - 6) + "\" y=\"")
          .raw(y + 4)
          .raw("\" text-anchor=\"end\">")
          .text(label(i * step, places) + (i == marks ? unit : ""))
          .raw("</text>");
    }
  }

  private static String label(double value, int places) {
    return places == 0 ? Figures.grouped(Math.round(value)) : Figures.decimal(value, places);
  }
}
