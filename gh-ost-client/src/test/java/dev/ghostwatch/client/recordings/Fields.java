package dev.ghostwatch.client.recordings;

import dev.ghostwatch.client.status.Hints;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.FlagFile;
import dev.ghostwatch.client.value.LoadThresholds;
import dev.ghostwatch.client.value.ThrottleReason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives what the parsers found in the form in which the plain reader gives what it found. */
final class Fields {

  private Fields() {}

  static @Nullable Map<String, @Nullable String> of(@Nullable StatusLine line) {
    if (line == null) {
      return null;
    }
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    fields.put("text", line.text());
    fields.put("rowsCopied", text(line.rowsCopied()));
    fields.put("rowsEstimate", text(line.rowsEstimate()));
    fields.put("percent", text(line.percent()));
    fields.put("dmlApplied", text(line.dmlApplied()));
    fields.put("backlog", text(line.backlog()));
    fields.put("backlogCapacity", text(line.backlogCapacity()));
    fields.put("elapsed", text(line.elapsed()));
    fields.put("copyTime", text(line.copyTime()));
    fields.put("coordinates", line.coordinates() == null ? null : line.coordinates().text());
    fields.put("lag", text(line.lagSeconds()));
    fields.put("heartbeatLag", text(line.heartbeatLagSeconds()));
    fields.put("state", line.state() == null ? null : line.state().text());
    fields.put("throttle", line.throttle() == null ? null : line.throttle().text());
    fields.put("throttleDetail", line.throttle() == null ? null : detail(line.throttle()));
    fields.put("eta", line.eta() == null ? null : line.eta().text());
    Long seconds = line.eta() == null ? null : line.eta().seconds();
    fields.put("etaSeconds", seconds == null ? null : Duration.ofSeconds(seconds).toString());
    return fields;
  }

  private static String detail(ThrottleReason reason) {
    String names =
        switch (reason) {
          case ThrottleReason.UserCommand _,
              ThrottleReason.FlagFile _,
              ThrottleReason.ThrottleQuery _,
              ThrottleReason.LeavingHibernation _,
              ThrottleReason.Other _ ->
              "";
          case ThrottleReason.MaxLoad load ->
              "|" + load.variable() + "|" + load.value() + "|" + load.threshold();
          case ThrottleReason.Lag lag -> "|" + decimals(lag.seconds());
          case ThrottleReason.ReplicaLag lag -> "|" + lag.host() + "|" + decimals(lag.seconds());
          case ThrottleReason.Http http -> "|" + http.status();
          case ThrottleReason.CriticalLoadHibernate hibernate ->
              "|" + dateAndTime(hibernate.until());
          case ThrottleReason.Failure failure ->
              "|"
                  + (failure.host() == null ? failure.variable() : failure.host())
                  + "|"
                  + failure.message();
        };
    return reason.kind().jsonName() + names;
  }

  /** Without the zero at the end that Java adds to a whole number. */
  private static String decimals(double seconds) {
    String text = Double.toString(seconds);
    return text.endsWith(".0") ? text.substring(0, text.length() - 1) : text;
  }

  private static String dateAndTime(@Nullable Instant instant) {
    if (instant == null) {
      return "unknown";
    }
    String text = instant.atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
    return text.replace('T', '|').replaceAll("(\\.\\d*?)0+$", "$1");
  }

  static @Nullable Map<String, @Nullable String> of(@Nullable Hints hints) {
    if (hints == null) {
      return null;
    }
    Settings settings = hints.settings();
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    fields.put("database", hints.table() == null ? null : hints.table().database());
    fields.put("table", hints.table() == null ? null : hints.table().table());
    fields.put("ghostTable", hints.ghostTable());
    fields.put("migratedHost", hints.migratedHost());
    fields.put("inspectedHost", hints.inspectedHost());
    fields.put("executingHost", hints.executingHost());
    fields.put("startedAt", text(hints.startedAt()));
    fields.put("chunkSize", text(settings.chunkSize()));
    fields.put("maxLagMillis", text(settings.maxLagMillis()));
    fields.put("dmlBatchSize", text(settings.dmlBatchSize()));
    fields.put("maxLoad", text(settings.maxLoad()));
    fields.put("criticalLoad", text(settings.criticalLoad()));
    fields.put("niceRatio", text(settings.niceRatio()));
    fields.put("throttleQuery", settings.throttleQuery());
    fields.put("replicationLagQuery", settings.replicationLagQuery());
    fields.put("replicasCount", text(settings.throttleControlReplicasCount()));
    fields.put("panicFlagFile", settings.panicFlagFile());
    fields.put("socket", settings.servingSocket());
    fields.put("throttle-flag-file", text(settings.throttleFlagFile()));
    fields.put("throttle-additional-flag-file", text(settings.throttleAdditionalFlagFile()));
    fields.put("postpone-cut-over-flag-file", text(settings.postponeCutOverFlagFile()));
    return fields;
  }

  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case LoadThresholds load -> load.text();
      case FlagFile file -> file.path() + (file.set() ? " set" : " absent");
      default -> value.toString();
    };
  }
}
