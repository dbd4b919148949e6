package dev.ghostwatch.simulator;

import java.util.function.Supplier;

/**
 * Prints status lines and hint blocks: for a command into its reply as well, and by itself once a
 * second in the first minute and the last, every 5 s up to 3 minutes or near a point of interest,
 * else every 30 s. Every status line also writes a changelog row.
 */
final class StatusPrinter {
  private static final long SECOND = 1_000_000;

  /** What is to be printed. */
  enum Rule {
    BY_ITSELF,
    STATUS,
    STATUS_AND_HINT
  }

  private final GhostDialect dialect;
  private final Supplier<StatusFigures> figures;
  private final StatusWording wording;
  private final Changelog changelog;
  private final RunLog log;
  private long pointOfInterest;

  StatusPrinter(
      GhostDialect dialect,
      Supplier<StatusFigures> figures,
      StatusWording wording,
      Changelog changelog,
      RunLog log) {
    this.dialect = dialect;
    this.figures = figures;
    this.wording = wording;
    this.changelog = changelog;
    this.log = log;
  }

  void markPointOfInterest(long now) {
    pointOfInterest = now;
  }

  /** Prints what the rule asks for and returns it, each line with its line end. */
  String print(Rule rule, long now, long iteration) {
    StatusFigures current = figures.get();
    long elapsedSeconds = now / SECOND;
    StringBuilder printed = new StringBuilder();
    if (hintIsDue(rule, elapsedSeconds)) {
      String block = wording.hints(current);
      log.plain(block.substring(0, block.length() - 1));
      printed.append(block);
    }
    if (rule == Rule.STATUS_AND_HINT && wording.hintsSayAll()) {
      return printed.toString();
    }
    if (rule != Rule.BY_ITSELF
        || statusIsDue(now, elapsedSeconds, current.eta().secondsForPrinting())) {
      String line = wording.statusLine(current);
      changelog.write(
          iteration,
          elapsedSeconds,
          dialect.has(DialectTrait.STATE_ONLY_CHANGELOG) ? current.state() : line);
      log.plain(line);
      if (dialect.has(DialectTrait.REPEATS_STATUS)) {
        log.info(line + " []");
      }
      printed.append(line).append('\n');
    }
    return printed.toString();
  }

  private boolean hintIsDue(Rule rule, long elapsedSeconds) {
    return switch (rule) {
      case STATUS_AND_HINT -> true;
      case STATUS -> elapsedSeconds % 600 == 0 && dialect.has(DialectTrait.HINT_WITH_SUP);
      case BY_ITSELF -> elapsedSeconds % 600 == 0;
    };
  }

  private boolean statusIsDue(long now, long elapsedSeconds, double etaSeconds) {
    if (elapsedSeconds <= 60 || etaSeconds <= 60) {
      return true;
    }
    boolean often =
        etaSeconds <= 180 || elapsedSeconds <= 180 || now - pointOfInterest <= 60 * SECOND;
    return elapsedSeconds % (often ? 5 : 30) == 0;
  }
}
