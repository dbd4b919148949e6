package dev.ghostwatch.client.status;

import dev.ghostwatch.client.value.FlagFile;
import dev.ghostwatch.client.value.LoadThresholds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers settings line by line. */
final class SettingsBuilder {

  @Nullable Long chunkSize;
  @Nullable Long maxLagMillis;
  @Nullable Long dmlBatchSize;
  @Nullable Double niceRatio;
  @Nullable LoadThresholds maxLoad;
  @Nullable LoadThresholds criticalLoad;
  @Nullable String throttleQuery;
  @Nullable String throttleHttp;
  @Nullable List<String> throttleControlReplicas;
  @Nullable Integer throttleControlReplicasCount;
  @Nullable FlagFile throttleFlagFile;
  @Nullable FlagFile throttleAdditionalFlagFile;
  @Nullable FlagFile postponeCutOverFlagFile;
  @Nullable String panicFlagFile;
  @Nullable String replicationLagQuery;
  @Nullable String servingSocket;
  @Nullable Integer servingTcpPort;

  SettingsBuilder() {}

  SettingsBuilder(Settings from) {
    chunkSize = from.chunkSize();
    maxLagMillis = from.maxLagMillis();
    dmlBatchSize = from.dmlBatchSize();
    niceRatio = from.niceRatio();
    maxLoad = from.maxLoad();
    criticalLoad = from.criticalLoad();
    throttleQuery = from.throttleQuery();
    throttleHttp = from.throttleHttp();
    throttleControlReplicas = from.throttleControlReplicas();
    throttleControlReplicasCount = from.throttleControlReplicasCount();
    throttleFlagFile = from.throttleFlagFile();
    throttleAdditionalFlagFile = from.throttleAdditionalFlagFile();
    postponeCutOverFlagFile = from.postponeCutOverFlagFile();
    panicFlagFile = from.panicFlagFile();
    replicationLagQuery = from.replicationLagQuery();
    servingSocket = from.servingSocket();
    servingTcpPort = from.servingTcpPort();
  }

  Settings build() {
    return new Settings(
        chunkSize,
        maxLagMillis,
        dmlBatchSize,
        niceRatio,
        maxLoad,
        criticalLoad,
        throttleQuery,
        throttleHttp,
        throttleControlReplicas,
        throttleControlReplicasCount,
        throttleFlagFile,
        throttleAdditionalFlagFile,
        postponeCutOverFlagFile,
        panicFlagFile,
        replicationLagQuery,
        servingSocket,
        servingTcpPort);
  }
}
