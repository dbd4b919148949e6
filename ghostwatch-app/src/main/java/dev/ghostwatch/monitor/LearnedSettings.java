package dev.ghostwatch.monitor;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.value.LoadThresholds;
import dev.ghostwatch.client.value.Numbers;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what gh-ost answered to {@code NAME=?} into the settings that are known. */
final class LearnedSettings {
  private LearnedSettings() {}

  /** The settings with one more known; an answer that is no value of that setting changes none. */
  static Settings with(Settings known, Setting setting, String value) {
    return switch (setting) {
      case CHUNK_SIZE -> {
        Long rows = whole(value);
        yield rows == null ? known : known.withChunkSize(rows);
      }
      case DML_BATCH_SIZE -> {
        Long events = whole(value);
        yield events == null ? known : known.withDmlBatchSize(events);
      }
      case MAX_LAG_MILLIS -> {
        Long millis = whole(value);
        yield millis == null ? known : known.withMaxLagMillis(millis);
      }
      case NICE_RATIO -> {
        Double ratio = Numbers.parseDecimal(value, 0, value.length());
        yield ratio == null ? known : known.withNiceRatio(ratio);
      }
      case MAX_LOAD -> {
        LoadThresholds thresholds = LoadThresholds.parse(value);
        yield thresholds == null ? known : known.withMaxLoad(thresholds);
      }
      case CRITICAL_LOAD -> {
        LoadThresholds thresholds = LoadThresholds.parse(value);
        yield thresholds == null ? known : known.withCriticalLoad(thresholds);
      }
      case THROTTLE_QUERY -> known.withThrottleQuery(value);
      case THROTTLE_HTTP -> known.withThrottleHttp(value);
      case THROTTLE_CONTROL_REPLICAS ->
          known.withThrottleControlReplicas(
              value.isEmpty() ? List.of() : Arrays.asList(value.split(",")));
    };
  }

  private static @Nullable Long whole(String value) {
    return Numbers.parseLong(value, 0, value.length());
  }
}
