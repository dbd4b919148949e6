package dev.ghostwatch.simulator;

import java.time.Duration;
import java.util.List;

/**
 * The command line the simulated gh-ost was started with; settings as gh-ost's flags of the same
 * names take them. Empty text and 0 mean "not given".
 */
public record StartOptions(
    int chunkSize,
    int dmlBatchSize,
    long maxLagMillis,
    double niceRatio,
    String maxLoad,
    String criticalLoad,
    Duration criticalLoadInterval,
    Duration criticalLoadHibernate,
    String throttleQuery,
    String throttleHttp,
    List<String> throttleControlReplicas,
    String throttleFlagFile,
    String throttleAdditionalFlagFile,
    String postponeCutOverFlagFile,
    String panicFlagFile,
    int defaultRetries,
    Duration cutOverLockTimeout,
    boolean forceNamedCutOver,
    boolean forceNamedPanic) {

  /** What gh-ost takes when nothing is given. */
  public static final StartOptions DEFAULTS =
      new StartOptions(
          1000,
          10,
          1500,
          0,
          "",
          "",
          Duration.ZERO,
          Duration.ZERO,
          "",
          "",
          List.of(),
          "",
          "/tmp/gh-ost.throttle",
          "",
          "",
          60,
          Duration.ofSeconds(3),
          false,
          false);

  public StartOptions {
    throttleControlReplicas = List.copyOf(throttleControlReplicas);
    if (defaultRetries < 1) {
      throw new IllegalArgumentException(
          "defaultRetries is %d; it must be at least 1".formatted(defaultRetries));
    }
  }

  /** A copy with the four settings of the copy itself. */
  public StartOptions withCopy(int chunk, int dmlBatch, long maxLag, double nice) {
    return new StartOptions(
        chunk,
        dmlBatch,
        maxLag,
        nice,
        maxLoad,
        criticalLoad,
        criticalLoadInterval,
        criticalLoadHibernate,
        throttleQuery,
        throttleHttp,
        throttleControlReplicas,
        throttleFlagFile,
        throttleAdditionalFlagFile,
        postponeCutOverFlagFile,
        panicFlagFile,
        defaultRetries,
        cutOverLockTimeout,
        forceNamedCutOver,
        forceNamedPanic);
  }

  /** A copy with load limits; zero durations leave critical load to end the run at once. */
  public StartOptions withLoads(
      String max, String critical, Duration interval, Duration hibernate) {
    return new StartOptions(
        chunkSize,
        dmlBatchSize,
        maxLagMillis,
        niceRatio,
        max,
        critical,
        interval,
        hibernate,
        throttleQuery,
        throttleHttp,
        throttleControlReplicas,
        throttleFlagFile,
        throttleAdditionalFlagFile,
        postponeCutOverFlagFile,
        panicFlagFile,
        defaultRetries,
        cutOverLockTimeout,
        forceNamedCutOver,
        forceNamedPanic);
  }

  /** A copy with what is asked before each step of the copy. */
  public StartOptions withThrottling(String query, String http, List<String> controlReplicas) {
    return new StartOptions(
        chunkSize,
        dmlBatchSize,
        maxLagMillis,
        niceRatio,
        maxLoad,
        criticalLoad,
        criticalLoadInterval,
        criticalLoadHibernate,
        query,
        http,
        controlReplicas,
        throttleFlagFile,
        throttleAdditionalFlagFile,
        postponeCutOverFlagFile,
        panicFlagFile,
        defaultRetries,
        cutOverLockTimeout,
        forceNamedCutOver,
        forceNamedPanic);
  }

  /** A copy with the four flag files. */
  public StartOptions withFlagFiles(
      String throttle, String additional, String postpone, String panic) {
    return new StartOptions(
        chunkSize,
        dmlBatchSize,
        maxLagMillis,
        niceRatio,
        maxLoad,
        criticalLoad,
        criticalLoadInterval,
        criticalLoadHibernate,
        throttleQuery,
        throttleHttp,
        throttleControlReplicas,
        throttle,
        additional,
        postpone,
        panic,
        defaultRetries,
        cutOverLockTimeout,
        forceNamedCutOver,
        forceNamedPanic);
  }

  /** A copy with the rules of the cut-over. */
  public StartOptions withCutOver(
      int retries, Duration lockTimeout, boolean namedCutOver, boolean namedPanic) {
    return new StartOptions(
        chunkSize,
        dmlBatchSize,
        maxLagMillis,
        niceRatio,
        maxLoad,
        criticalLoad,
        criticalLoadInterval,
        criticalLoadHibernate,
        throttleQuery,
        throttleHttp,
        throttleControlReplicas,
        throttleFlagFile,
        throttleAdditionalFlagFile,
        postponeCutOverFlagFile,
        panicFlagFile,
        retries,
        lockTimeout,
        namedCutOver,
        namedPanic);
  }
}
