package dev.ghostwatch.client.status;

import dev.ghostwatch.client.value.FlagFile;
import dev.ghostwatch.client.value.LoadThresholds;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a run, as far as gh-ost showed them: null is not shown, empty is shown as empty.
 *
 * @param chunkSize rows copied at a time, 10–100000
 * @param maxLagMillis replication lag from which gh-ost throttles, milliseconds, at least 100
 * @param dmlBatchSize events applied in one transaction, 1–1000; not shown by the oldest releases
 * @param niceRatio time slept for each unit of time spent copying, 0–100
 * @param maxLoad thresholds from which gh-ost throttles
 * @param criticalLoad thresholds from which gh-ost aborts
 * @param throttleQuery query that throttles when it returns more than zero
 * @param throttleHttp URL that throttles unless it answers 200; never shown in the hint lines,
 *     learned by asking
 * @param throttleControlReplicas replicas whose lag counts too; never shown in the hint lines,
 *     learned by asking
 * @param throttleControlReplicasCount how many replicas those are
 * @param throttleFlagFile file that throttles this migration
 * @param throttleAdditionalFlagFile file that throttles every migration of the host
 * @param postponeCutOverFlagFile file that postpones the cut-over while it exists
 * @param panicFlagFile file at whose appearance gh-ost quits
 * @param replicationLagQuery query for the lag, in the oldest releases only
 * @param servingSocket path of the control socket as gh-ost names it
 * @param servingTcpPort TCP port of the control interface
 */
public record Settings(
    @Nullable Long chunkSize,
    @Nullable Long maxLagMillis,
    @Nullable Long dmlBatchSize,
    @Nullable Double niceRatio,
    @Nullable LoadThresholds maxLoad,
    @Nullable LoadThresholds criticalLoad,
    @Nullable String throttleQuery,
    @Nullable String throttleHttp,
    @Nullable List<String> throttleControlReplicas,
    @Nullable Integer throttleControlReplicasCount,
    @Nullable FlagFile throttleFlagFile,
    @Nullable FlagFile throttleAdditionalFlagFile,
    @Nullable FlagFile postponeCutOverFlagFile,
    @Nullable String panicFlagFile,
    @Nullable String replicationLagQuery,
    @Nullable String servingSocket,
    @Nullable Integer servingTcpPort) {

  public Settings {
    throttleControlReplicas =
        throttleControlReplicas == null ? null : List.copyOf(throttleControlReplicas);
  }

  /** Nothing known. */
  public static Settings unknown() {
    return new SettingsBuilder().build();
  }

  /**
   * These settings with the query learned by {@code throttle-query=?}; empty when there is none.
   */
  public Settings withThrottleQuery(String query) {
    return with(builder -> builder.throttleQuery = query);
  }

  /** These settings with the URL learned by {@code throttle-http=?}; empty when there is none. */
  public Settings withThrottleHttp(String url) {
    return with(builder -> builder.throttleHttp = url);
  }

  /**
   * These settings with the replicas learned by {@code throttle-control-replicas=?}; empty when
   * there are none.
   */
  public Settings withThrottleControlReplicas(List<String> replicas) {
    return with(builder -> builder.throttleControlReplicas = replicas);
  }

  /** These settings with the rows learned by {@code chunk-size=?}. */
  public Settings withChunkSize(long rows) {
    return with(builder -> builder.chunkSize = rows);
  }

  /** These settings with the milliseconds learned by {@code max-lag-millis=?}. */
  public Settings withMaxLagMillis(long millis) {
    return with(builder -> builder.maxLagMillis = millis);
  }

  /** These settings with the events learned by {@code dml-batch-size=?}. */
  public Settings withDmlBatchSize(long events) {
    return with(builder -> builder.dmlBatchSize = events);
  }

  /** These settings with the ratio learned by {@code nice-ratio=?}. */
  public Settings withNiceRatio(double ratio) {
    return with(builder -> builder.niceRatio = ratio);
  }

  /** These settings with the thresholds learned by {@code max-load=?}. */
  public Settings withMaxLoad(LoadThresholds thresholds) {
    return with(builder -> builder.maxLoad = thresholds);
  }

  /** These settings with the thresholds learned by {@code critical-load=?}. */
  public Settings withCriticalLoad(LoadThresholds thresholds) {
    return with(builder -> builder.criticalLoad = thresholds);
  }

  private Settings with(Consumer<SettingsBuilder> change) {
    SettingsBuilder builder = new SettingsBuilder(this);
    change.accept(builder);
    return builder.build();
  }
}
