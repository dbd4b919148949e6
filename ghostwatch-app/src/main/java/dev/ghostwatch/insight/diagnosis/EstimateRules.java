package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.insight.RowEstimate;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.server.GhostTables;
import dev.ghostwatch.model.server.KeyRangeProgress;
import dev.ghostwatch.text.Figures;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The row estimate and the time that gh-ost says is left: rules D5, D6 and D8. */
final class EstimateRules {
  /** Below this share of an estimate by statistics the copy is suspiciously short. */
  private static final double FAR_BELOW = 0.5;

  /** Of a count far less is too little; rows may have been deleted meanwhile. */
  private static final double BELOW_COUNT = 0.9;

  /** Statistics of small tables say nothing. */
  private static final long MISSING_ROWS = 1_000;

  /** Of a copy that ends in moments nobody needs an ETA. */
  private static final double WORTH_SECONDS = 120;

  private static final long JUMP_SECONDS = 300;

  /** After the last row so much passes before a server shows it for sure. */
  private static final Duration SETTLED = Duration.ofSeconds(30);

  private static final Duration RUNNING = Duration.ofSeconds(60);

  private EstimateRules() {}

  /** The estimate is wrong, not the copy (gh-ost issues 572, 767, 764, 853, 1766, 1775). */
  static List<Finding> d5(CaseFile file) {
    StatusLine line = file.line();
    if (line == null || file.isCopied() || file.isOver()) {
      return List.of();
    }
    Long rows = line.rowsCopied();
    Long estimate = line.rowsEstimate();
    Past.Jump jump = file.past().jump();
    boolean passed = rows != null && estimate != null && estimate > 0 && rows > estimate;
    if (!passed && jump == null) {
      return List.of();
    }
    Found found = Found.info("D5").as(passed ? "passed" : "jumped");
    if (passed && rows != null && estimate != null) {
      (RowEstimate.isWrong(rows, estimate)
              ? found.titleOf("wrong.title", Found.number(rows), Found.number(estimate))
              : found.title(Found.percent(100.0 * rows / estimate)))
          .seen(
              "seen",
              Found.number(rows),
              Found.number(estimate),
              line.eta() == null ? "?" : line.eta().text());
    }
    if (jump != null) {
      if (!passed) {
        found.title(Found.number(jump.before()), Found.number(jump.after()));
      }
      found.seen(
          "jump", Found.number(jump.before()), Found.number(jump.after()), Found.time(jump.at()));
    }
    KeyRangeProgress range = file.around().keyRange(file.snapshot());
    if (range != null) {
      found.seen("range", Found.percent(100 * range.ratio()), range.column());
    }
    eta(found, file.snapshot().eta());
    return found.found();
  }

  private static void eta(Found found, @Nullable Eta eta) {
    if (eta != null && eta.lowSeconds() != null && eta.highSeconds() != null) {
      found.seen("eta", Found.span(eta.lowSeconds()), Found.span(eta.highSeconds()));
    }
  }

  /** Rows may be missing (gh-ost issues 150, 437, 444): never exchange such tables unchecked. */
  static List<Finding> d6(CaseFile file) {
    StatusLine line = file.line();
    Long estimate = file.past().estimateBefore();
    if (line == null || file.past().copiedAt() == null || estimate == null) {
      return List.of();
    }
    Long rows = line.rowsCopied();
    KeyRangeProgress range = file.around().keyRange(file.snapshot());
    // One that was read before the copy ended, or before its end reached a replica, says nothing.
    boolean shortRange =
        range != null
            && range.ratio() < BELOW_COUNT
            && range.observedAt().isAfter(file.past().copiedAt().plus(SETTLED));
    double least = file.log().isCounted() ? BELOW_COUNT : FAR_BELOW;
    // Rows that came by the binary log are counted as applied events, not as copied rows.
    long applied = line.dmlApplied() == null ? 0 : line.dmlApplied();
    boolean isShort =
        rows != null
            && estimate - rows - applied >= MISSING_ROWS
            && rows + applied < least * estimate;
    if (rows == null || !(isShort || shortRange)) {
      return List.of();
    }
    Found found =
        Found.critical("D6")
            .title(Found.percent(100.0 * rows / estimate))
            .seen(
                "seen",
                Found.time(file.past().copiedAt()),
                Found.number(rows),
                Found.number(estimate));
    if (shortRange && range != null) {
      found.seen("range", Found.percent(100 * range.ratio()), range.column());
    }
    return found
        .run(
            file.snapshot().table() == null
                ? null
                : "SELECT (SELECT COUNT(*) FROM "
                    + Sql.name(file.snapshot().table())
                    + ") AS original, (SELECT COUNT(*) FROM "
                    + Sql.name(other(file, file.snapshot().table()))
                    + ") AS other;")
        .found();
  }

  /** Before the exchange the ghost table; after it the original, under its new name. */
  private static TableName other(CaseFile file, TableName table) {
    return file.hasSucceeded() ? GhostTables.old(table) : GhostTables.ghost(table);
  }

  /** gh-ost's own ETA jumps, or counts no time throttled (gh-ost issues 197, 600, 1231). */
  static List<Finding> d8(CaseFile file) {
    StatusLine line = file.line();
    Eta eta = file.snapshot().eta();
    Course.Window kept = file.course().kept();
    if (line == null
        || eta == null
        || eta.copySeconds() == null
        || eta.copySeconds() < WORTH_SECONDS
        || kept == null
        || file.isCopied()
        || file.isOver()
        || line.elapsed() == null
        || line.elapsed().compareTo(RUNNING) < 0) {
      return List.of();
    }
    long @Nullable [] said = kept.reportedEtas();
    boolean jumps = said != null && said[1] - said[0] > JUMP_SECONDS && said[1] > 3 * said[0];
    Long now = line.eta() == null ? null : line.eta().seconds();
    boolean silent =
        line.state() == MigrationState.THROTTLED
            && (now == null || eta.copySeconds() > 2.0 * now + JUMP_SECONDS);
    if (!jumps && !silent) {
      return List.of();
    }
    Found found = Found.info("D8");
    if (jumps && said != null) {
      found.seen("jumps", Found.span(said[0]), Found.span(said[1]), Found.span(kept.seconds()));
    }
    found.seen("said", line.eta() == null ? "-" : line.eta().text());
    eta(found, eta);
    if (eta.seconds() != null) {
      found.seen("ends", Found.time(eta.endsAt()), Found.span(eta.seconds()));
    }
    if (file.snapshot().rates() != null && file.snapshot().rates().averageRowsPerSecond() != null) {
      found.seen("rate", Figures.rate(file.snapshot().rates().averageRowsPerSecond()));
    }
    return found.found();
  }
}
