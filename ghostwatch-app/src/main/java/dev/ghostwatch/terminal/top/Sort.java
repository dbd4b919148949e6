package dev.ghostwatch.terminal.top;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.Rates;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The order of the list; those that run come first in each. */
public enum Sort {
  STARTED,
  NAME,
  PROGRESS,
  ENDS,
  RATE,
  LAG,
  TROUBLE;

  /** The one after this. */
  Sort next() {
    return switch (this) {
      case STARTED -> NAME;
      case NAME -> PROGRESS;
      case PROGRESS -> ENDS;
      case ENDS -> RATE;
      case RATE -> LAG;
      case LAG -> TROUBLE;
      case TROUBLE -> STARTED;
    };
  }

  Comparator<TopRun> order() {
    Comparator<TopRun> byName = Comparator.comparing(TopRun::name);
    Comparator<TopRun> own =
        switch (this) {
          case STARTED -> Comparator.comparingLong(Sort::started);
          case NAME -> byName;
          case PROGRESS -> most(TopRun::percent);
          case ENDS -> Comparator.comparingDouble(Sort::ends);
          case RATE -> most(run -> rate(run.snapshot().rates()));
          case LAG -> most(run -> lag(run.snapshot().line()));
          case TROUBLE -> most(run -> (double) run.troubles());
        };
    return Comparator.comparing((TopRun run) -> !run.isRunning())
        .thenComparing(own)
        .thenComparing(byName)
        .thenComparing(TopRun::key);
  }

  /** The youngest first. */
  private static long started(TopRun run) {
    return run.snapshot().startedAt() == null
        ? Long.MAX_VALUE
        : -run.snapshot().startedAt().getEpochSecond();
  }

  private static double ends(TopRun run) {
    Eta eta = run.snapshot().eta();
    return eta == null || eta.seconds() == null ? Double.MAX_VALUE : eta.seconds();
  }

  private static @Nullable Double rate(@Nullable Rates rates) {
    return rates == null ? null : rates.rowsPerSecond();
  }

  private static @Nullable Double lag(@Nullable StatusLine line) {
    return line == null ? null : line.lagSeconds();
  }

  /** A figure of a run. */
  @FunctionalInterface
  private interface Figure {
    @Nullable Double of(TopRun run);
  }

  private static Comparator<TopRun> most(Figure figure) {
    return Comparator.comparingDouble(run -> {
      Double value = figure.of(run);
      return value == null ? Double.MAX_VALUE : -value;
    });
  }
}
