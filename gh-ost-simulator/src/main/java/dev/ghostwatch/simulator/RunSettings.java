package dev.ghostwatch.simulator;

import java.util.List;

/** The settings of a run as they are now; clamps as gh-ost does. */
final class RunSettings {
  private final GhostDialect dialect;
  private long chunkSize;
  private long dmlBatchSize;
  private long maxLagMillis;
  private double niceRatio;
  private LoadLimits maxLoad;
  private LoadLimits criticalLoad;
  private String throttleQuery;
  private String throttleHttp;
  private List<String> controlReplicas;
  private String replicationLagQuery = "";
  private String postponeFlagFile;
  private boolean throttledByUser;

  RunSettings(GhostDialect dialect, StartOptions options) {
    this.dialect = dialect;
    try {
      maxLoad = LoadLimits.parse(options.loads().max());
      criticalLoad = LoadLimits.parse(options.loads().critical());
    } catch (CommandRefused refused) {
      throw new IllegalArgumentException(
          "the start options have a load list gh-ost would refuse: " + refused.reply(), refused);
    }
    chunkSize = clampChunkSize(options.pace().chunkSize());
    dmlBatchSize = Math.clamp(options.pace().dmlBatchSize(), 1, 1000);
    maxLagMillis = Math.max(100, options.pace().maxLagMillis());
    niceRatio = clampNiceRatio(options.pace().niceRatio());
    throttleQuery = options.throttling().query();
    throttleHttp = options.throttling().http();
    controlReplicas = options.throttling().controlReplicas();
    postponeFlagFile = options.flagFiles().postpone();
  }

  private long clampChunkSize(long size) {
    return Math.clamp(size, dialect.has(DialectTrait.SMALL_CHUNKS) ? 10 : 100, 100_000);
  }

  private static double clampNiceRatio(double ratio) {
    return Double.isNaN(ratio) ? ratio : Math.clamp(ratio, 0.0, 100.0);
  }

  long chunkSize() {
    return chunkSize;
  }

  void chunkSize(long size) {
    chunkSize = clampChunkSize(size);
  }

  long dmlBatchSize() {
    return dmlBatchSize;
  }

  void dmlBatchSize(long size) {
    dmlBatchSize = Math.clamp(size, 1, 1000);
  }

  long maxLagMillis() {
    return maxLagMillis;
  }

  void maxLagMillis(long millis) {
    maxLagMillis = Math.max(100, millis);
  }

  double niceRatio() {
    return niceRatio;
  }

  void niceRatio(double ratio) {
    niceRatio = clampNiceRatio(ratio);
  }

  LoadLimits maxLoad() {
    return maxLoad;
  }

  void maxLoad(LoadLimits limits) {
    maxLoad = limits;
  }

  LoadLimits criticalLoad() {
    return criticalLoad;
  }

  void criticalLoad(LoadLimits limits) {
    criticalLoad = limits;
  }

  String throttleQuery() {
    return throttleQuery;
  }

  void throttleQuery(String query) {
    throttleQuery = query;
  }

  String throttleHttp() {
    return throttleHttp;
  }

  void throttleHttp(String url) {
    throttleHttp = url;
  }

  List<String> controlReplicas() {
    return controlReplicas;
  }

  void controlReplicas(List<String> replicas) {
    controlReplicas = List.copyOf(replicas);
  }

  String replicationLagQuery() {
    return replicationLagQuery;
  }

  void replicationLagQuery(String query) {
    replicationLagQuery = query;
  }

  String postponeFlagFile() {
    return postponeFlagFile;
  }

  void postponeFlagFile(String path) {
    postponeFlagFile = path;
  }

  boolean throttledByUser() {
    return throttledByUser;
  }

  void throttledByUser(boolean throttled) {
    throttledByUser = throttled;
  }
}
