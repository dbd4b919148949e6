package dev.ghostwatch.client.status;

import dev.ghostwatch.client.value.FlagFile;
import dev.ghostwatch.client.value.LoadThresholds;
import java.util.List;
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
    SettingsBuilder builder = new SettingsBuilder(this);
    builder.throttleQuery = query;
    return builder.build();
  }

  /** These settings with the URL learned by {@code throttle-http=?}; empty when there is none. */
  public Settings withThrottleHttp(String url) {
    SettingsBuilder builder = new SettingsBuilder(this);
    builder.throttleHttp = url;
    return builder.build();
  }

  /**
   * These settings with the replicas learned by {@code throttle-control-replicas=?}; empty when
   * there are none.
   */
  public Settings withThrottleControlReplicas(List<String> replicas) {
    SettingsBuilder builder = new SettingsBuilder(this);
    builder.throttleControlReplicas = replicas;
    return builder.build();
  }

  /** These settings with another chunk size. */
  public Settings withChunkSize(long value) {
    SettingsBuilder builder = new SettingsBuilder(this);
    builder.chunkSize = value;
    return builder.build();
  }

  /** These settings with another lag limit. */
  public Settings withMaxLagMillis(long value) {
    SettingsBuilder builder = new SettingsBuilder(this);
    builder.maxLagMillis = value;
    return builder.build();
  }

  /** These settings with another batch size. */
  public Settings withDmlBatchSize(long value) {
    SettingsBuilder builder = new SettingsBuilder(this);
    builder.dmlBatchSize = value;
    return builder.build();
  }

  /** These settings with another nice ratio. */
  public Settings withNiceRatio(double value) {
    SettingsBuilder builder = new SettingsBuilder(this);
    builder.niceRatio = value;
    return builder.build();
  }

  /** These settings with another max-load thresholds. */
  public Settings withMaxLoad(LoadThresholds value) {
    SettingsBuilder builder = new SettingsBuilder(this);
    builder.maxLoad = value;
    return builder.build();
  }

  /** These settings with another critical-load thresholds. */
  public Settings withCriticalLoad(LoadThresholds value) {
    SettingsBuilder builder = new SettingsBuilder(this);
    builder.criticalLoad = value;
    return builder.build();
  }
}
