package dev.ghostwatch.client.recordings;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads replies a second time with plain regular expressions, sharing nothing with the parsers
 * under test. It knows no more than the recordings contain. Every field is given as text, so that
 * the two readers can be compared as maps.
 */
final class PlainReader {

  private static final Pattern STATUS =
      Pattern.compile(
          "(?m)^Copy: (\\d+)/(\\d+) (\\d+\\.\\d)%; Applied: (\\d+); Backlog: (\\d+)/(\\d+); Time: (\\S+)\\(total\\), (\\S+)\\(copy\\);"
              + " streamer: (\\S+:\\d+); (?:Lag: (\\d+\\.\\d\\d)s, )?(?:HeartbeatLag: (\\d+\\.\\d\\d)s, )?State: (.*); ETA: (\\S+)$");

  private static final Pattern DURATION = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(\\d+)s");

  private static final Map<String, Pattern> HINTS = new LinkedHashMap<>();

  static {
    HINTS.put("database", Pattern.compile("(?m)^# Migrating `(.*?)`\\.`.*?`; Ghost"));
    HINTS.put("table", Pattern.compile("(?m)^# Migrating `.*?`\\.`(.*?)`; Ghost"));
    HINTS.put("ghostTable", Pattern.compile("(?m)^# Migrating `.*`\\.`(.*?)`$"));
    HINTS.put("migratedHost", Pattern.compile("(?m)^# Migrating ([^`;]+); inspecting"));
    HINTS.put("inspectedHost", Pattern.compile("(?m); inspecting (.+); executing on "));
    HINTS.put("executingHost", Pattern.compile("(?m); executing on (.+)$"));
    HINTS.put("startedAt", Pattern.compile("(?m)^# Migration started at (.+)$"));
    HINTS.put("chunkSize", Pattern.compile("(?m)^# chunk-size: (\\d+);"));
    HINTS.put("maxLagMillis", Pattern.compile("(?m)^#.* max-lag-millis: (\\d+)ms;"));
    HINTS.put("dmlBatchSize", Pattern.compile("(?m)^#.* dml-batch-size: (\\d+);"));
    HINTS.put("maxLoad", Pattern.compile("(?m)^#.* max-load: ([^;]*);"));
    HINTS.put("criticalLoad", Pattern.compile("(?m)^#.* critical-load: ([^;]*);"));
    HINTS.put("niceRatio", Pattern.compile("(?m)^#.* nice-ratio: ([0-9.]+)$"));
    HINTS.put("throttleQuery", Pattern.compile("(?m)^# throttle-query: (.*)$"));
    HINTS.put("replicationLagQuery", Pattern.compile("(?m)^# replication-lag-query: (.*)$"));
    HINTS.put("replicasCount", Pattern.compile("(?m)^# throttle-control-replicas count: (\\d+)$"));
    HINTS.put("panicFlagFile", Pattern.compile("(?m)^# panic-flag-file: (\\S+)$"));
    HINTS.put("socket", Pattern.compile("(?m)^# Serving on unix socket: (\\S+)$"));
  }

  private static final DateTimeFormatter RUBY_DATE =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss Z yyyy", Locale.ENGLISH);

  private PlainReader() {}

  /** The fields of the last status line; null when there is none. */
  static @Nullable Map<String, @Nullable String> statusLine(String reply) {
    Matcher matcher = STATUS.matcher(reply);
    Map<String, @Nullable String> fields = null;
    while (matcher.find()) {
      fields = new LinkedHashMap<>();
      fields.put("text", matcher.group());
      fields.put("rowsCopied", matcher.group(1));
      fields.put("rowsEstimate", matcher.group(2));
      fields.put("percent", Double.toString(Double.parseDouble(matcher.group(3))));
      fields.put("dmlApplied", matcher.group(4));
      fields.put("backlog", matcher.group(5));
      fields.put("backlogCapacity", matcher.group(6));
      fields.put("elapsed", seconds(matcher.group(7)));
      fields.put("copyTime", seconds(matcher.group(8)));
      fields.put("coordinates", matcher.group(9));
      fields.put("lag", number(matcher.group(10)));
      fields.put("heartbeatLag", number(matcher.group(11)));
      String state = matcher.group(12);
      boolean throttled = state.startsWith("throttled, ");
      fields.put("state", throttled ? "throttled" : state);
      fields.put("throttle", throttled ? state.substring("throttled, ".length()) : null);
      fields.put(
          "throttleDetail",
          throttled ? throttleDetail(state.substring("throttled, ".length())) : null);
      String eta = matcher.group(13);
      fields.put("eta", eta);
      fields.put(
          "etaSeconds", eta.equals("due") ? "PT0S" : eta.equals("N/A") ? null : seconds(eta));
    }
    return fields;
  }

  /** Kind of the reason and what it names, joined by bars. */
  private static String throttleDetail(String reason) {
    for (Throttle throttle : Throttle.values()) {
      Matcher matcher = throttle.pattern.matcher(reason);
      if (matcher.matches()) {
        StringBuilder detail = new StringBuilder(throttle.kind);
        for (int i = 1; i <= matcher.groupCount(); i++) {
          detail.append('|').append(matcher.group(i));
        }
        return detail.toString();
      }
    }
    return "unexpected: " + reason;
  }

  private enum Throttle {
    USER("user-command", "commanded by user"),
    FLAG_FILE("flag-file", "flag-file"),
    QUERY("throttle-query", "throttle-query"),
    LEAVING("leaving-hibernation", "leaving hibernation"),
    LOAD("max-load", "max-load (\\w+)=(\\d+) >= (\\d+)"),
    LAG("lag", "lag=(\\d+\\.\\d*?)0*s"),
    REPLICA_LAG("replica-lag", "(\\S+:\\d+) replica-lag=(\\d+\\.\\d*?)0*s"),
    HTTP("http", "(?:\\D+ \\()?http=(-?\\d+)\\)?"),
    HIBERNATE(
        "critical-load-hibernate", "critical-load-hibernate until (\\S+) (\\S+?)0* \\+0000 UTC.*"),
    HOST_ERROR("error", "(\\S+:\\d+) ((?!replica-lag).*)"),
    VARIABLE_ERROR("error", "(\\w+_\\w+) (sql: .*)");

    private final String kind;
    private final Pattern pattern;

    Throttle(String kind, String pattern) {
      this.kind = kind;
      this.pattern = Pattern.compile(pattern);
    }
  }

  /** The fields of the hint lines; null when there are none. */
  static @Nullable Map<String, @Nullable String> hints(String reply) {
    if (!reply.contains("# Migrating ")) {
      return null;
    }
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    for (Map.Entry<String, Pattern> hint : HINTS.entrySet()) {
      Matcher matcher = hint.getValue().matcher(reply);
      fields.put(hint.getKey(), matcher.find() ? matcher.group(1) : null);
    }
    String started = fields.get("startedAt");
    fields.put(
        "startedAt", started == null ? null : OffsetDateTime.parse(started, RUBY_DATE).toString());
    fields.put("niceRatio", number(fields.get("niceRatio")));
    for (String file :
        new String[] {
          "throttle-flag-file", "throttle-additional-flag-file", "postpone-cut-over-flag-file"
        }) {
      Matcher matcher = Pattern.compile("(?m)^# " + file + ": (\\S+) (\\[set\\])?$").matcher(reply);
      fields.put(
          file,
          matcher.find()
              ? matcher.group(1) + (matcher.group(2) == null ? " absent" : " set")
              : null);
    }
    return fields;
  }

  private static @Nullable String number(@Nullable String digits) {
    return digits == null ? null : Double.toString(Double.parseDouble(digits));
  }

  private static String seconds(String duration) {
    Matcher matcher = DURATION.matcher(duration);
    if (!matcher.matches()) {
      return "unexpected: " + duration;
    }
    return Duration.ofHours(count(matcher.group(1)))
        .plusMinutes(count(matcher.group(2)))
        .plusSeconds(count(matcher.group(3)))
        .toString();
  }

  private static long count(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
