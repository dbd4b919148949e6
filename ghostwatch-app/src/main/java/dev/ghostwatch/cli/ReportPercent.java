package dev.ghostwatch.cli;

import dev.ghostwatch.text.Figures;

/** Shares as percent. */
final class ReportPercent {
  private ReportPercent() {}

  /** {@code 12.3%}; what is there is never {@code 0.0%}. */
  static String of(double share) {
    return share > 0 && share < 0.0005 ? "<0.1%" : Figures.decimal(share * 100, 1) + "%";
  }
}
