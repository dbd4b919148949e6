package dev.ghostwatch.source.mysql;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server to ask, and how.
 *
 * @param name what people call it; it stands in every text
 * @param host name or address
 * @param port TCP port, 1 to 65535
 * @param user the account's user name; see docs/mysql-access.md for its grants
 * @param password gives the password each time a connection is made, so that a changed one is used
 * @param tls whether the connection is encrypted
 * @param tlsCa certificate (PEM) the server's must come from, with the host's name in it; null to
 *     encrypt without checking who answers
 * @param allowPlainText whether {@link TlsMode#PREFERRED} may fall back to plain text beyond
 *     loopback
 * @param heartbeat the pt-heartbeat table; null when there is none
 * @param interval how often the caller polls
 * @param limits time limits
 */
public record ServerSource(
    String name,
    String host,
    int port,
    String user,
    Supplier<String> password,
    TlsMode tls,
    @Nullable Path tlsCa,
    boolean allowPlainText,
    @Nullable HeartbeatTable heartbeat,
    Duration interval,
    Limits limits) {

  /** What has a meaning of its own in the driver's addresses. */
  private static final Pattern NO_HOST = Pattern.compile("[^A-Za-z0-9._:%-]");

  public ServerSource {
    if (host.isEmpty() || NO_HOST.matcher(host).find()) {
      throw new IllegalArgumentException(
          "host of server " + name + " is '" + host + "'; it must be a host name or an address");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "port of server " + name + " is " + port + "; it must be from 1 to 65535");
    }
  }

  /** A server with the defaults: TLS preferred, no heartbeat table, polled every 5 s. */
  public static ServerSource of(
      String name, String host, int port, String user, Supplier<String> password) {
    return new ServerSource(
        name,
        host,
        port,
        user,
        password,
        TlsMode.PREFERRED,
        null,
        false,
        null,
        Duration.ofSeconds(5),
        Limits.DEFAULT);
  }

  /** The same server with another choice of encryption. */
  public ServerSource withTls(TlsMode mode, boolean plainTextAllowed) {
    return new ServerSource(
        name,
        host,
        port,
        user,
        password,
        mode,
        tlsCa,
        plainTextAllowed,
        heartbeat,
        interval,
        limits);
  }

  /** The same server with a pt-heartbeat table. */
  public ServerSource withHeartbeat(@Nullable HeartbeatTable table) {
    return new ServerSource(
        name, host, port, user, password, tls, tlsCa, allowPlainText, table, interval, limits);
  }

  /** The same server with other time limits. */
  public ServerSource withLimits(Limits other) {
    return new ServerSource(
        name, host, port, user, password, tls, tlsCa, allowPlainText, heartbeat, interval, other);
  }

  /** {@code host:port}, with an IPv6 address in brackets. */
  public String address() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "server " + name + " at " + address();
  }

  /**
   * Time limits.
   *
   * @param connect for a connection to be made
   * @param statement for one query, kept by the server itself
   */
  public record Limits(Duration connect, Duration statement) {
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(2));

    public Limits {
      if (!isPositive(connect) || !isPositive(statement)) {
        throw new IllegalArgumentException(
            "time limits of a server must be above zero, found " + connect + ", " + statement);
      }
    }

    private static boolean isPositive(Duration duration) {
      return duration.toMillis() > 0;
    }

    /** How long the connection may be silent: the server has its chance to give up first. */
    Duration silence() {
      return statement.plus(statement.dividedBy(2));
    }
  }
}
