package dev.ghostwatch.control;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.LoadThresholds;
import org.jspecify.annotations.Nullable;

/** A setting's value as gh-ost takes it, from what a status shows. */
public final class SettingText {
  private SettingText() {}

  /** The value in a reply; null when the reply does not show it. */
  public static @Nullable String of(Setting setting, StatusReply reply) {
    return reply.hints() == null ? null : of(setting, reply.hints().settings());
  }

  /** The value among these settings; null when it is not known. */
  public static @Nullable String of(Setting setting, Settings settings) {
    return switch (setting) {
      case CHUNK_SIZE -> text(settings.chunkSize());
      case DML_BATCH_SIZE -> text(settings.dmlBatchSize());
      case MAX_LAG_MILLIS -> text(settings.maxLagMillis());
      case NICE_RATIO -> ratio(settings.niceRatio());
      case MAX_LOAD -> text(settings.maxLoad());
      case CRITICAL_LOAD -> text(settings.criticalLoad());
      case THROTTLE_QUERY -> settings.throttleQuery();
      case THROTTLE_HTTP -> settings.throttleHttp();
      case THROTTLE_CONTROL_REPLICAS ->
          settings.throttleControlReplicas() == null
              ? null
              : String.join(",", settings.throttleControlReplicas());
    };
  }

  private static @Nullable String text(@Nullable Long number) {
    return number == null ? null : number.toString();
  }

  /** Ratios as people write them: {@code 0}, {@code 0.5}. */
  private static @Nullable String ratio(@Nullable Double ratio) {
    if (ratio == null) {
      return null;
    }
    return ratio == Math.rint(ratio) ? Long.toString(ratio.longValue()) : ratio.toString();
  }

  private static @Nullable String text(@Nullable LoadThresholds thresholds) {
    return thresholds == null ? null : thresholds.text();
  }
}
