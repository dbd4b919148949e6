package dev.ghostwatch.simulator;

/** Counts what status lines write to the changelog table, whose rows have a unique hint. */
final class Changelog {
  private String lastHint = "";
  private String lastValue = "";
  private long writes;
  private long binlogEvents;

  /** One insert-or-update; an unchanged row makes no row event. */
  void write(long iteration, long second, String value) {
    String hint = iteration + "@" + second;
    writes++;
    if (!hint.equals(lastHint) || !value.equals(lastValue)) {
      binlogEvents++;
    }
    lastHint = hint;
    lastValue = value;
  }

  long writes() {
    return writes;
  }

  long binlogEvents() {
    return binlogEvents;
  }
}
