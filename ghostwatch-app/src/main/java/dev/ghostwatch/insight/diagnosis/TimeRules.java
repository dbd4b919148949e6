package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.insight.timelost.Wins;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.timelost.TimeCause;
import dev.ghostwatch.model.timelost.TimeShare;
import dev.ghostwatch.model.timelost.TimeSpent;
import dev.ghostwatch.model.timelost.TimeWin;
import java.time.Instant;
import java.util.List;

/** Where the time went: rule D17 (gh-ost issue 1022). */
final class TimeRules {
  private static final double LONG_SECONDS = 110;
  private static final double NOTABLE_SHARE = 0.02;
  private static final double LOST_SHARE = 0.2;

  private TimeRules() {}

  static List<Finding> d17(CaseFile file) {
    TimeSpent spent = file.course().spent(end(file));
    if (spent == null || spent.seconds() < LONG_SECONDS) {
      return List.of();
    }
    List<TimeShare> held =
        spent.shares().stream()
            .filter(share -> share.cause() instanceof TimeCause.Throttled)
            .filter(share -> share.seconds() >= NOTABLE_SHARE * spent.seconds())
            .toList();
    double lost = held.stream().mapToDouble(TimeShare::seconds).sum();
    if (held.size() < 2 || lost < LOST_SHARE * spent.seconds()) {
      return List.of();
    }
    Found found =
        Found.info("D17")
            .title(
                Found.span(lost),
                Found.span(spent.seconds()),
                Found.percent(100 * lost / spent.seconds()));
    for (TimeShare share : spent.shares()) {
      if (share.seconds() >= NOTABLE_SHARE * spent.seconds()) {
        found.seen(
            "cause." + share.cause().jsonName(),
            Found.span(share.seconds()),
            Found.percent(100 * share.seconds() / spent.seconds()));
      }
    }
    Eta eta = file.snapshot().eta();
    List<TimeWin> wins =
        file.isOver() || eta == null || eta.copySeconds() == null
            ? spent.wins()
            : Wins.ahead(spent, eta.copySeconds());
    Diagnosis.phrases(wins, spent).forEach(found::shared);
    return found.found();
  }

  /** What comes after the end of a run is no time of it. */
  static Instant end(CaseFile file) {
    Instant newest = file.course().newestAt();
    return (file.isOver() || file.log().isDone()) && newest != null ? newest : file.now();
  }
}
