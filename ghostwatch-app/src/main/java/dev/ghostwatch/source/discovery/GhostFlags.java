package dev.ghostwatch.source.discovery;

import java.util.Locale;
import java.util.Set;

/**
 * What has to be known about gh-ost's own flags to read its arguments: which take no value, and
 * which hold secrets.
 */
final class GhostFlags {

  /** The replica server id that gh-ost uses when none is given. */
  static final long DEFAULT_REPLICA_SERVER_ID = 99_999;

  /**
   * The flags of releases v1.0.21 to v1.2-dev that take no value. The two {@code …-renamed-columns}
   * belong here although the usage text shows a word after them: that word is the back-quoted ALTER
   * of their description.
   */
  private static final Set<String> BOOLEAN =
      Set.of(
          "aliyun-rds",
          "allow-master-master",
          "allow-nullable-unique-key",
          "allow-on-master",
          "allow-setup-metadata-lock-instruments",
          "allow-zero-in-date",
          "analyze-ghost-table-before-cutover",
          "approve-renamed-columns",
          "ask-pass",
          "assume-rbr",
          "attempt-instant-ddl",
          "azure",
          "check-flag",
          "checkpoint",
          "concurrent-rowcount",
          "cut-over-exponential-backoff",
          "debug",
          "discard-foreign-keys",
          "exact-rowcount",
          "execute",
          "force-named-cut-over",
          "force-named-panic",
          "gcp",
          "gtid",
          "h",
          "help",
          "ignore-http-errors",
          "include-triggers",
          "initially-drop-ghost-table",
          "initially-drop-old-table",
          "initially-drop-socket-file",
          "migrate-on-replica",
          "ok-to-drop-table",
          "panic-on-warnings",
          "quiet",
          "remove-trigger-suffix-if-exists",
          "resume",
          "revert",
          "skip-foreign-key-checks",
          "skip-metadata-lock-check",
          "skip-port-validation",
          "skip-renamed-columns",
          "skip-strict-mode",
          "ssl",
          "ssl-allow-insecure",
          "stack",
          "switch-to-rbr",
          "test-on-replica",
          "test-on-replica-skip-replica-stop",
          "timestamp-old-table",
          "tungsten",
          "verbose",
          "version");

  /** The flags of the same releases that take a value. */
  private static final Set<String> VALUED =
      Set.of(
          "alter",
          "assume-master-host",
          "binlogsyncer-max-reconnect-attempts",
          "charset",
          "checkpoint-seconds",
          "chunk-size",
          "conf",
          "critical-load",
          "critical-load-hibernate-seconds",
          "critical-load-interval-millis",
          "cut-over",
          "cut-over-lock-timeout-seconds",
          "database",
          "default-retries",
          "dml-batch-size",
          "exponential-backoff-max-interval",
          "force-table-names",
          "heartbeat-interval-millis",
          "hooks-hint",
          "hooks-hint-owner",
          "hooks-hint-token",
          "hooks-path",
          "hooks-status-interval",
          "host",
          "master-password",
          "master-user",
          "max-lag-millis",
          "max-load",
          "mysql-timeout",
          "nice-ratio",
          "old-table",
          "panic-flag-file",
          "password",
          "port",
          "postpone-cut-over-flag-file",
          "replica-server-id",
          "replication-lag-query",
          "runtime-metrics-interval",
          "serve-socket-file",
          "serve-tcp-port",
          "ssl-ca",
          "ssl-cert",
          "ssl-key",
          "statsd-addr",
          "statsd-tags",
          "storage-engine",
          "table",
          "throttle-additional-flag-file",
          "throttle-control-replicas",
          "throttle-flag-file",
          "throttle-http",
          "throttle-http-interval-millis",
          "throttle-http-timeout-millis",
          "throttle-query",
          "trigger-suffix",
          "user");

  private GhostFlags() {}

  static boolean isBoolean(String name) {
    return BOOLEAN.contains(name);
  }

  static boolean takesValue(String name) {
    return VALUED.contains(name);
  }

  /**
   * Whether the value of this flag is nobody's business. Goes by words rather than by a list, so
   * that misspelt flags and flags of later releases are covered; {@code ssl-key} names a file and
   * is shown.
   */
  static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (isBoolean(lower) || lower.equals("ssl-key")) {
      return false;
    }
    return lower.contains("pass")
        || lower.contains("pwd")
        || lower.contains("secret")
        || lower.contains("token")
        || lower.contains("credential")
        || lower.contains("private")
        || lower.contains("apikey")
        || lower.endsWith("-key");
  }
}
