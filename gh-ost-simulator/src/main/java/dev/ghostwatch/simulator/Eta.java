package dev.ghostwatch.simulator;

/**
 * A remaining time as a release prints it, and the seconds its rule for printing status lines works
 * with.
 */
record Eta(String text, double secondsForPrinting) {

  /** Works the remaining time out as the release does. Times in microseconds. */
  static Eta of(
      GhostDialect dialect, long copied, long estimate, long copyElapsed, long rowsLastSecond) {
    boolean modern = dialect.has(DialectTrait.LAST_SECOND_ETA);
    double percent = estimate == 0 ? 100 : 100.0 * copied / estimate;
    if (percent >= 100) {
      return new Eta("due", modern ? 0 : Double.MAX_VALUE);
    }
    if (percent < (dialect.has(DialectTrait.EARLY_ETA) ? 0.1 : 1.0)) {
      // Later releases mark the unknown with the smallest number, which their rule for
      // printing takes for "soon".
      return new Eta("N/A", modern ? -Double.MAX_VALUE : Double.MAX_VALUE);
    }
    double seconds;
    if (modern && rowsLastSecond > 0) {
      seconds = (double) (estimate - copied) / rowsLastSecond;
    } else {
      double elapsedSeconds = copyElapsed / 1e6;
      seconds = elapsedSeconds * estimate / copied - elapsedSeconds;
    }
    long whole = (long) Math.max(0, seconds);
    boolean due = seconds < 0 || (whole == 0 && dialect.has(DialectTrait.DUE_BELOW_A_SECOND));
    String text = due ? "due" : GoText.duration(whole * 1_000_000);
    return new Eta(text, modern ? whole : seconds);
  }

  Eta asDue() {
    return new Eta("due", secondsForPrinting);
  }
}
