package dev.ghostwatch.terminal.view;

/**
 * A screen to draw on, in cells from the upper left. What does not fit is cut off; texts must be
 * free of control characters.
 */
public interface Canvas {
  /** Cells across, at least 1. */
  int width();

  /** Lines, at least 1. */
  int height();

  /** A text on one line, in at most so many cells; a longer one ends in {@code …}. */
  void text(int x, int y, int cells, String text, Ink ink);

  /** Draws what stands there on that many cells of a line in another ink. */
  void tint(int x, int y, int cells, Ink ink);

  /**
   * A bar that is filled so far.
   *
   * @param percent any number; below 0 is drawn as empty, above 100 as full
   */
  void gauge(int x, int y, int cells, double percent, Ink ink);

  /**
   * A bar a value, the newest to the right.
   *
   * @param lines how high it is
   * @param values one a cell; negative is "not known" and left blank
   * @param least what the highest bar stands for at least, so that next to nothing looks like it; 0
   *     where the greatest value alone counts
   */
  void sparkline(int x, int y, int lines, double[] values, double least, Ink ink);

  /** An empty box with a border and a title, over what was there. */
  void box(int x, int y, int width, int height, String title);
}
