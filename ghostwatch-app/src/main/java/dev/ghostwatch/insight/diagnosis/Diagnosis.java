package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.insight.timelost.TimePhrases;
import dev.ghostwatch.insight.timelost.Wins;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.model.timelost.TimeShare;
import dev.ghostwatch.model.timelost.TimeSpent;
import dev.ghostwatch.model.timelost.TimeWin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that the diagnosis has to say of one migration.
 *
 * @param findings what is so now, with since when; what matters most first
 * @param earlier what was so and is over
 * @param time where the time went, the greatest share first
 * @param wins what a change would win, the greatest first
 * @param unchecked what could not be checked, and for lack of what
 */
public record Diagnosis(
    List<FindingRow> findings,
    List<FindingRow> earlier,
    List<Phrase> time,
    List<Phrase> wins,
    List<Unchecked> unchecked) {
  /** The line that says for how long nothing moved: no setting wins that back. */
  public static final String STILL = "doctor.slow.still";

  /** The line that says for how long nothing had moved before. */
  public static final String STOOD = "doctor.slow.stood";

  /** Smaller shares of the time explain nothing. */
  private static final double NOTABLE = 0.005;

  private static final int MOST_WINS = 4;

  public Diagnosis {
    findings = List.copyOf(findings);
    earlier = List.copyOf(earlier);
    time = List.copyOf(time);
    wins = List.copyOf(wins);
    unchecked = List.copyOf(unchecked);
  }

  /**
   * Puts it together.
   *
   * @param since when a finding of a rule was first made; null when just now
   */
  public static Diagnosis of(
      CaseFile file,
      List<Finding> findings,
      Function<String, @Nullable Instant> since,
      List<FindingRow> earlier) {
    List<FindingRow> rows = new ArrayList<>();
    for (Finding finding : findings) {
      Instant from = since.apply(finding.rule());
      rows.add(new FindingRow(from == null ? file.now() : from, null, finding));
    }
    TimeSpent spent = file.course().spent(TimeRules.end(file));
    return new Diagnosis(
        rows,
        earlier,
        time(spent, file, findings),
        wins(spent, file),
        file.isOver() ? List.of() : Unchecked.of(file));
  }

  private static List<Phrase> time(
      @Nullable TimeSpent spent, CaseFile file, List<Finding> findings) {
    List<Phrase> lines = new ArrayList<>();
    if (spent != null && spent.seconds() > 0) {
      for (TimeShare share : spent.shares()) {
        if (share.seconds() >= NOTABLE * spent.seconds()) {
          lines.add(
              Phrase.of(
                  "D17.cause." + share.cause().jsonName(),
                  Found.span(share.seconds()),
                  Found.percent(100 * share.seconds() / spent.seconds())));
        }
      }
    }
    Instant still = file.past().rowsSince();
    boolean stands =
        findings.stream().anyMatch(one -> one.rule().equals("D1") || one.rule().equals("D2"));
    if (stands && still != null) {
      // By its samples gh-ost copies; that it stood still is known from the outside alone.
      lines.add(Phrase.of(STILL, Found.span(file.secondsSince(still))));
    } else if (file.past().stillSeconds() > 0) {
      lines.add(
          Phrase.of(
              STOOD,
              Found.span(file.past().stillSeconds()),
              Found.span(file.past().longestStill())));
    }
    if (file.log().retries() > 0) {
      lines.add(Phrase.of("doctor.slow.retried", Found.number(file.log().retries())));
    }
    return lines;
  }

  /** Of a run that goes on, what is still to be won; of one that is over, what would have been. */
  private static List<Phrase> wins(@Nullable TimeSpent spent, CaseFile file) {
    if (spent == null) {
      return List.of();
    }
    Eta eta = file.snapshot().eta();
    boolean goesOn = !file.isOver() && eta != null && eta.copySeconds() != null;
    List<TimeWin> wins =
        goesOn && !file.isCopied() && eta != null && eta.copySeconds() != null
            ? Wins.ahead(spent, eta.copySeconds())
            : spent.wins();
    return phrases(wins, spent);
  }

  /** What is worth changing, in words. */
  static List<Phrase> phrases(List<TimeWin> wins, TimeSpent spent) {
    return wins.stream()
        .filter(win -> win.mostSeconds() >= 1 && win.mostSeconds() >= NOTABLE * spent.seconds())
        .limit(MOST_WINS)
        .map(TimePhrases::of)
        .toList();
  }
}
