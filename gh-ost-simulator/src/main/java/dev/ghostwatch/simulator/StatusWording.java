package dev.ghostwatch.simulator;

import java.util.function.Supplier;

/** How a dialect words a status. */
interface StatusWording {

  /** The status line, without its line end. */
  String statusLine(StatusFigures figures);

  /** The lines before it, each with its line end. */
  String hints(StatusFigures figures);

  /** Whether the status line would only repeat the hints. */
  boolean hintsSayAll();

  /** gh-ost's own words. */
  static StatusWording of(GhostDialect dialect, Supplier<String> hintBlock) {
    return new StatusWording() {
      @Override
      public String statusLine(StatusFigures figures) {
        return StatusTexts.statusLine(dialect, figures);
      }

      @Override
      public String hints(StatusFigures figures) {
        return hintBlock.get();
      }

      @Override
      public boolean hintsSayAll() {
        return false;
      }
    };
  }

  /** Log lines with the level in brackets. */
  static StatusWording bracketed(Supplier<String> timestamp) {
    return new StatusWording() {
      @Override
      public String statusLine(StatusFigures figures) {
        return "%s [info] Migrated rows: %d, ETA: %s"
            .formatted(timestamp.get(), figures.rowsCopied(), figures.eta().text());
      }

      @Override
      public String hints(StatusFigures figures) {
        String time = timestamp.get();
        return "%s [info] binlog coordinates: %s\n".formatted(time, figures.coordinates())
            + "%s [info] Migrated rows: %d / %d (%s%%)\n"
                .formatted(
                    time,
                    figures.rowsCopied(),
                    figures.rowsEstimate(),
                    GoText.fixed(figures.percent(GhostDialect.BRACKETED), 1))
            + "%s [info] ETA: %s\n".formatted(time, figures.eta().text());
      }

      @Override
      public boolean hintsSayAll() {
        return true;
      }
    };
  }
}
