package dev.ghostwatch.benchmarks.eta;

/** What a story is about. Every story has the noise of a machine that does other things too. */
public enum Kind {
  /** Nothing happens. */
  CONSTANT("constant"),
  /** The last row costs 1.8 to 4.3 times as much as the first. */
  SLOWING("slowing"),
  /** Load comes and goes, and takes 30 to 80 % of the rate while it is there. */
  BURSTY("bursty load"),
  /** Throttled 10 to 90 % of the time, in spells of 4 s to a minute on average. */
  THROTTLED("throttled 10–90 %"),
  /** One to three changes of chunk size or nice ratio. */
  SETTINGS("changing settings"),
  /** The row estimate is wrong by 0.3 to 3, and gh-ost counts the rows after a while. */
  COUNTED("wrong estimate, counted later"),
  /** The row estimate is wrong by 0.3 to 3, and the key's range can be asked for. */
  KEY_RANGE("wrong estimate, key range known"),
  /** The row estimate is wrong by 0.3 to 3, and nothing else is known. */
  ESTIMATE("wrong estimate, nothing else known");

  private final String title;

  Kind(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  boolean isEstimateWrong() {
    return switch (this) {
      case COUNTED, KEY_RANGE, ESTIMATE -> true;
      case CONSTANT, SLOWING, BURSTY, THROTTLED, SETTINGS -> false;
    };
  }
}
