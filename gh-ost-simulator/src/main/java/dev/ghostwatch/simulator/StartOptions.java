package dev.ghostwatch.simulator;

import java.time.Duration;
import java.util.List;

/**
 * The command line the simulated gh-ost was started with; settings as gh-ost's flags of the same
 * names take them. Empty text and 0 mean "not given".
 */
public record StartOptions(
    Pace pace, Loads loads, Throttling throttling, FlagPaths flagFiles, CutOverRules cutOver) {

  /** What gh-ost takes when nothing is given. */
  public static final StartOptions DEFAULTS =
      new StartOptions(
          new Pace(1000, 10, 1500, 0),
          new Loads("", "", Duration.ZERO, Duration.ZERO),
          new Throttling("", "", List.of()),
          new FlagPaths("", "/tmp/gh-ost.throttle", "", ""),
          new CutOverRules(60, Duration.ofSeconds(3), false, false));

  /** How fast it copies, and the lag at which it holds still. */
  public record Pace(int chunkSize, int dmlBatchSize, long maxLagMillis, double niceRatio) {}

  /**
   * Load limits.
   *
   * @param interval how long critical load is looked at again before it ends the run; zero: at once
   * @param hibernate how long critical load makes gh-ost sleep instead; zero: not
   */
  public record Loads(String max, String critical, Duration interval, Duration hibernate) {}

  /** What is asked before each step of the copy. */
  public record Throttling(String query, String http, List<String> controlReplicas) {
    public Throttling {
      controlReplicas = List.copyOf(controlReplicas);
    }
  }

  /** The four flag files. */
  public record FlagPaths(String throttle, String additional, String postpone, String panic) {}

  /** The rules of the cut-over; {@code named…}: those commands want the table's name. */
  public record CutOverRules(
      int retries, Duration lockTimeout, boolean namedCutOver, boolean namedPanic) {
    public CutOverRules {
      if (retries < 1) {
        throw new IllegalArgumentException(
            "defaultRetries is %d; it must be at least 1".formatted(retries));
      }
    }
  }

  /** A copy with the four settings of the copy itself. */
  public StartOptions withCopy(int chunk, int dmlBatch, long maxLag, double nice) {
    Pace other = new Pace(chunk, dmlBatch, maxLag, nice);
    return new StartOptions(other, loads, throttling, flagFiles, cutOver);
  }

  /** A copy with load limits; zero durations leave critical load to end the run at once. */
  public StartOptions withLoads(
      String max, String critical, Duration interval, Duration hibernate) {
    Loads other = new Loads(max, critical, interval, hibernate);
    return new StartOptions(pace, other, throttling, flagFiles, cutOver);
  }

  /** A copy with what is asked before each step of the copy. */
  public StartOptions withThrottling(String query, String http, List<String> controlReplicas) {
    Throttling other = new Throttling(query, http, controlReplicas);
    return new StartOptions(pace, loads, other, flagFiles, cutOver);
  }

  /** A copy with the four flag files. */
  public StartOptions withFlagFiles(
      String throttle, String additional, String postpone, String panic) {
    FlagPaths other = new FlagPaths(throttle, additional, postpone, panic);
    return new StartOptions(pace, loads, throttling, other, cutOver);
  }

  /** A copy with the rules of the cut-over. */
  public StartOptions withCutOver(
      int retries, Duration lockTimeout, boolean namedCutOver, boolean namedPanic) {
    CutOverRules other = new CutOverRules(retries, lockTimeout, namedCutOver, namedPanic);
    return new StartOptions(pace, loads, throttling, flagFiles, other);
  }
}
