package dev.ghostwatch.app;

import dev.ghostwatch.config.MysqlServerConfig;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.source.mysql.HeartbeatTable;
import dev.ghostwatch.source.mysql.ServerSource;
import dev.ghostwatch.source.mysql.TlsMode;
import org.jspecify.annotations.Nullable;

/** What the configuration says of a server, as its poller takes it. */
final class ServerSources {
  private ServerSources() {}

  static ServerSource of(MysqlServerConfig config) {
    Secret password = config.password();
    return new ServerSource(
        config.name(),
        config.host(),
        config.port(),
        config.user(),
        () -> password == null ? "" : password.reveal(),
        switch (config.tls()) {
          case REQUIRED -> TlsMode.REQUIRED;
          case PREFERRED -> TlsMode.PREFERRED;
          case DISABLED -> TlsMode.DISABLED;
        },
        null,
        config.allowPlainText(),
        heartbeat(config.heartbeatTable()),
        config.interval(),
        new ServerSource.Limits(ServerSource.Limits.DEFAULT.connect(), config.statementTimeout()));
  }

  /** {@code database.table}, either of which may stand in backticks. */
  private static @Nullable HeartbeatTable heartbeat(@Nullable String name) {
    if (name == null) {
      return null;
    }
    int dot = name.startsWith("`") ? name.indexOf('`', 1) + 1 : name.indexOf('.');
    return HeartbeatTable.of(bare(name.substring(0, dot)), bare(name.substring(dot + 1)));
  }

  private static String bare(String name) {
    return name.startsWith("`") ? name.substring(1, name.length() - 1) : name;
  }
}
