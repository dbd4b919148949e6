package dev.ghostwatch.terminal;

/** The classic progress bar: {@code [████░░░░] 24% (1234567/5000000)}, 50 cells wide by default. */
public final class ProgressBar {
  /** Cells of a bar on a terminal that is wide enough, as in the classic toolkit. */
  public static final int CELLS = 50;

  private ProgressBar() {}

  /**
   * The bar itself.
   *
   * @param percent any number; below 0 is drawn as empty, above 100 (a wrong row estimate) as full
   * @param cells width between the brackets, at least 1
   * @param unicode false draws {@code #} and {@code .} for terminals without Unicode
   */
  public static String draw(double percent, int cells, boolean unicode) {
    int full = (int) Math.floor(Math.clamp(percent, 0, 100) / 100 * cells + 1e-9);
    return "["
        + (unicode ? "█" : "#").repeat(full)
        + (unicode ? "░" : ".").repeat(cells - full)
        + "]";
  }
}
