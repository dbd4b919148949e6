package dev.ghostwatch.config;

import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.config.schema.SecretKeys;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.Wording;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of {@code mysql.servers}.
 *
 * @param name what it is called in pages and metrics; {@code host:port} unless given
 * @param host name or number
 * @param port TCP port
 * @param user whom to connect as
 * @param password null for a user without one
 * @param tls whether the connection is encrypted
 * @param allowPlainText whether {@code tls: preferred} may fall back to plain text on a server that
 *     is not on this host
 * @param heartbeatTable the table of pt-heartbeat, {@code database.table}
 * @param interval between two looks
 * @param statementTimeout how long one statement may run
 */
public record MysqlServerConfig(
    String name,
    String host,
    int port,
    String user,
    @Nullable Secret password,
    Tls tls,
    boolean allowPlainText,
    @Nullable String heartbeatTable,
    Duration interval,
    Duration statementTimeout) {

  /** Whether a connection is encrypted. */
  public enum Tls {
    REQUIRED,
    PREFERRED,
    DISABLED
  }

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.:%-]{1,253}");

  /** {@code database.table}, each quoted with backticks where it holds something odd. */
  private static final Pattern TABLE =
      Pattern.compile("(?:[\\w$-]{1,64}|`[^`]{1,64}`)\\.(?:[\\w$-]{1,64}|`[^`]{1,64}`)");

  static final Section<MysqlServerConfig> SECTION =
      Section.of(keys -> {
        Key<@Nullable String> name = keys.optional("name", Kinds.words());
        Key<String> host =
            keys.required("host", Kinds.matching(HOST, Wording.of("config.kind.host")), "db1");
        Key<Integer> port = keys.key("port", Kinds.number(1, 65_535), "3306");
        Key<String> user = keys.required("user", Kinds.words(), "ghostwatch");
        SecretKeys password = keys.secret("password");
        Key<Tls> tls = keys.key("tls", Kinds.choice(Tls.class), "preferred");
        Key<Boolean> plain = keys.key("allow-plain-text", Kinds.flag(), "false");
        Key<@Nullable String> heartbeat =
            keys.optional(
                "heartbeat-table", Kinds.matching(TABLE, Wording.of("config.kind.table")));
        Key<Duration> interval =
            keys.key("interval", Kinds.duration(Duration.ofSeconds(1), Duration.ofHours(1)), "5s");
        Key<Duration> statement =
            keys.key(
                "statement-timeout",
                Kinds.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
                "3s");
        return values -> {
          String called = values.of(name);
          return new MysqlServerConfig(
              called == null ? values.of(host) + ":" + values.of(port) : called,
              values.of(host),
              values.of(port),
              values.of(user),
              password.in(values),
              values.of(tls),
              values.of(plain),
              values.of(heartbeat),
              values.of(interval),
              values.of(statement));
        };
      });
}
