package dev.ghostwatch.insight.timelost;

import dev.ghostwatch.model.timelost.TimeCause;
import dev.ghostwatch.model.timelost.TimeCause.Stage;
import dev.ghostwatch.model.timelost.TimeCause.Throttled;
import dev.ghostwatch.model.timelost.TimeShare;
import dev.ghostwatch.model.timelost.TimeSpent;
import dev.ghostwatch.model.timelost.TimeWin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What changes would win.
 *
 * <p>gh-ost shows one reason for throttling at a time, so behind one that is taken away another may
 * stand: the least counts that it did so as often as over the rest of the copy. Who sleeps less
 * copies faster, and servers that already throttle then throttle more: with a quarter of the time
 * theirs, the least that a lower nice ratio wins is nothing.
 */
public final class Wins {
  /** From this part of the time of the copy on servers decide how fast it goes. */
  private static final double SERVERS_DECIDE = 0.25;

  private Wins() {}

  /** What changes would have won over the time that these shares took, the greatest first. */
  static List<TimeWin> of(List<TimeShare> shares, @Nullable Double niceRatio) {
    Map<TimeCause, Double> took =
        shares.stream().collect(Collectors.toMap(TimeShare::cause, TimeShare::seconds));
    double copy = 0;
    double ofServers = 0;
    for (TimeShare share : shares) {
      if (isOfCopy(share.cause())) {
        copy += share.seconds();
      }
      if (share.cause() == Stage.WRITES
          || (share.cause() instanceof Throttled throttled && throttled.isOfServers())) {
        ofServers += share.seconds();
      }
    }
    List<TimeWin> wins = new ArrayList<>();
    for (Map.Entry<TimeCause, Double> entry : took.entrySet()) {
      TimeWin win = win(entry.getKey(), entry.getValue(), took, copy, ofServers, niceRatio);
      if (win != null) {
        wins.add(win);
      }
    }
    wins.sort(
        Comparator.comparingDouble(TimeWin::mostSeconds)
            .reversed()
            .thenComparing(win -> win.cause().jsonName()));
    return wins;
  }

  private static @Nullable TimeWin win(
      TimeCause cause,
      double seconds,
      Map<TimeCause, Double> took,
      double copy,
      double ofServers,
      @Nullable Double niceRatio) {
    return switch (cause) {
      case Throttled _ -> {
        double others =
            took.entrySet().stream()
                .filter(it -> it.getKey() instanceof Throttled && !it.getKey().equals(cause))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        double rest = Math.max(others, copy - seconds);
        yield new TimeWin(cause, rest > 0 ? seconds * (1 - others / rest) : seconds, seconds, null);
      }
      case Stage stage ->
          switch (stage) {
            case SLEEPING ->
                new TimeWin(
                    cause,
                    seconds * Math.max(0, 1 - ofServers / copy / SERVERS_DECIDE),
                    seconds,
                    niceRatio);
            // How much faster a larger batch is applied cannot be known from outside.
            case WRITES -> new TimeWin(cause, 0, seconds, null);
            case POSTPONED, COUNTING -> new TimeWin(cause, seconds, seconds, null);
            case PREPARING, COPYING, CUT_OVER, UNKNOWN -> null;
          };
    };
  }

  /** Whether time went by that way while rows were still to be copied. */
  private static boolean isOfCopy(TimeCause cause) {
    return switch (cause) {
      case Throttled _ -> true;
      case Stage stage ->
          switch (stage) {
            case COPYING, SLEEPING, WRITES -> true;
            case PREPARING, COUNTING, POSTPONED, CUT_OVER, UNKNOWN -> false;
          };
    };
  }

  /**
   * What changes would win over the rest of the copy, when it goes on as the run went so far.
   *
   * @param secondsAhead until the last row is copied, if nothing changes
   */
  public static List<TimeWin> ahead(TimeSpent spent, double secondsAhead) {
    double copy =
        spent.shares().stream()
            .filter(share -> isOfCopy(share.cause()))
            .mapToDouble(TimeShare::seconds)
            .sum();
    if (!(copy > 0) || !(secondsAhead > 0)) {
      return List.of();
    }
    boolean sleepsNoMore = spent.niceRatio() != null && spent.niceRatio() <= 0;
    return of(
        spent.shares().stream()
            .filter(share -> isOfCopy(share.cause()))
            .filter(share -> !sleepsNoMore || share.cause() != Stage.SLEEPING)
            .map(share -> new TimeShare(share.cause(), share.seconds() / copy * secondsAhead))
            .toList(),
        spent.niceRatio());
  }
}
