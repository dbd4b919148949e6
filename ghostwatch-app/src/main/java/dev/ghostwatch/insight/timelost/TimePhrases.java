package dev.ghostwatch.insight.timelost;

import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.timelost.TimeCause;
import dev.ghostwatch.model.timelost.TimeWin;
import dev.ghostwatch.text.Figures;

/** The words for causes and wins; figures in them are the same in every language. */
public final class TimePhrases {
  /** Above this part of the most, the least need not be told. */
  private static final double NEARLY_ALL = 0.85;

  private static final double NEARLY_NOTHING = 0.05;

  private TimePhrases() {}

  /** {@code copying rows}. */
  public static Phrase of(TimeCause cause) {
    return Phrase.of("timelost.cause." + cause.jsonName());
  }

  /** {@code nice-ratio 1 -> 0: ~1h20m less}. */
  public static Phrase of(TimeWin win) {
    String range = range(win);
    Double from = win.from();
    if (win.cause() == TimeCause.Stage.SLEEPING && from != null && from <= 0) {
      // It is 0 by now: what it took before is told, and no change is left to be made.
      return Phrase.of("timelost.win.nice-ratio.before", range);
    }
    return win.cause() == TimeCause.Stage.SLEEPING
        ? Phrase.of("timelost.win.nice-ratio", from == null ? "?" : ratio(from), range)
        : Phrase.of("timelost.win." + win.cause().jsonName(), range);
  }

  private static String ratio(double value) {
    return value == Math.rint(value)
        ? Figures.grouped(Math.round(value))
        : Figures.decimal(value, 2);
  }

  /** {@code ~1h20m}, {@code 40m-1h20m}, {@code 0-40m}. */
  public static String range(TimeWin win) {
    String most = span(win.mostSeconds());
    if (win.leastSeconds() >= NEARLY_ALL * win.mostSeconds()) {
      return "~" + most;
    }
    return win.leastSeconds() <= NEARLY_NOTHING * win.mostSeconds()
        ? "0-" + most
        : span(win.leastSeconds()) + "-" + most;
  }

  /** Not to the second where nobody knows it so well. */
  private static String span(double seconds) {
    long step = seconds >= 3_600 ? 300 : seconds >= 600 ? 60 : seconds >= 120 ? 10 : 1;
    String text = Figures.span(Math.round(seconds / step) * step);
    return text.endsWith("m0s") ? text.substring(0, text.length() - 2) : text;
  }
}
