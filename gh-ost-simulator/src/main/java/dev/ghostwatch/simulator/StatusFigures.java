package dev.ghostwatch.simulator;

/**
 * What one status line tells. Times in microseconds.
 *
 * @param coordinates how far the binary log has been read
 * @param state the text after {@code State:}
 * @param eta the remaining time as printed
 */
record StatusFigures(
    long rowsCopied,
    long rowsEstimate,
    long applied,
    long backlog,
    long elapsed,
    long copyElapsed,
    String coordinates,
    long lag,
    long heartbeatLag,
    String state,
    Eta eta) {

  double percent(GhostDialect dialect) {
    if (rowsEstimate == 0) {
      return 100;
    }
    // The order of the two operations decides the last bit, and with it rounding at a tie.
    return dialect.has(DialectTrait.LAST_SECOND_ETA)
        ? 100.0 * ((double) rowsCopied / rowsEstimate)
        : 100.0 * rowsCopied / rowsEstimate;
  }
}
